//! Limits failures to one request: a panic is answered like any other failure, and no request runs forever.

use crate::answer::{ErrorResponse, refuse};
use axum::{extract::Request, middleware::Next, response::Response};
use futures::FutureExt;
use mfa::Error;
use std::{panic::AssertUnwindSafe, time::Duration};

/// Longer than any regular response takes, including the wait for a free core to hash a password.
const LIMIT: Duration = Duration::from_secs(30);

pub(crate) async fn panic_and_timeout(request: Request, next: Next) -> Response {
    contain_within(LIMIT, request, next).await
}

async fn contain_within(limit: Duration, request: Request, next: Next) -> Response {
    let extensions = request.extensions().clone();
    // No data of the handler is used after a panic.
    let running = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(limit, running).await {
        Ok(Ok(response)) => response,
        // The panic hook logs the location.
        Ok(Err(_)) => refuse(&extensions, ErrorResponse::INTERNAL),
        Err(_) => {
            tracing::error!("a request timed out");
            refuse(&extensions, Error::Unavailable)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::Body, middleware::from_fn, routing::get};
    use tower::ServiceExt;

    async fn status(path: &str) -> u16 {
        let layer = from_fn(async |request, next| contain_within(Duration::from_millis(20), request, next).await);
        let router = Router::new()
            .route("/panics", get(async || -> &'static str { panic!("a secret") }))
            .route("/hangs", get(futures::future::pending::<()>))
            .layer(layer);
        router.oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap().status().as_u16()
    }

    #[tokio::test]
    async fn a_panic_is_an_answer() {
        assert_eq!(status("/panics").await, 500);
    }

    #[tokio::test]
    async fn nothing_runs_for_ever() {
        assert_eq!(status("/hangs").await, 503);
    }
}
