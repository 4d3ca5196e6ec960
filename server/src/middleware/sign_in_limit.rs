//! Rate-limits sign-ins, sign-ups and changes of address by network.

use crate::{AppState, answer::refuse, client_address::ClientAddress, functions, sign_in_limit::Kind};
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::Method;
use mfa::Error;
use std::time::Duration;

pub(crate) async fn sign_in_limit(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let kind = (request.method() == Method::POST).then(|| limit_of(request.uri().path())).flatten();
    let client = request.extensions().get::<ClientAddress>();
    if let (Some(kind), Some(client)) = (kind, client)
        && let Err(wait) = state.sign_in_limit.admit(kind, client.0.into())
    {
        tracing::warn!("too many sign-ins, sign-ups or changes of address from one network");
        return refuse(request.extensions(), Error::AddressRateLimited { retry_after_seconds: whole_seconds(wait) });
    }
    next.run(request).await
}

fn limit_of(path: &str) -> Option<Kind> {
    Kind::of_form(path).or_else(|| functions::rules_of(path).limit)
}

/// Rounded up: the next attempt is admitted after this many seconds.
fn whole_seconds(wait: Duration) -> u64 {
    u64::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u64::MAX).max(1)
}
