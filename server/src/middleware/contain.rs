//! Keeps what goes wrong inside one request: a panic is answered like any other failure, and nothing runs for ever.

use crate::answer::{Refusal, refuse};
use axum::{extract::Request, middleware::Next, response::Response};
use futures::FutureExt;
use mfa::Error;
use std::{panic::AssertUnwindSafe, time::Duration};

/// Longer than any honest answer takes, waiting for a free core to hash a password included.
const LIMIT: Duration = Duration::from_secs(30);

pub(crate) async fn contain(request: Request, next: Next) -> Response {
    let extensions = request.extensions().clone();
    // Nothing that the handler had in its hands is used after it panicked.
    let running = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(LIMIT, running).await {
        Ok(Ok(response)) => response,
        // The place is logged by the panic hook.
        Ok(Err(_)) => refuse(&extensions, Refusal::BUG),
        Err(_) => {
            tracing::error!("gave up on a request that took too long");
            refuse(&extensions, Error::Unavailable)
        }
    }
}
