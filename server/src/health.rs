//! Two questions of load balancers: is the process there, and can it work.

use crate::AppState;
use axum::extract::State;
use http::StatusCode;

/// The process answers. Asks nothing of anybody, so that a slow database doesn't get the process killed.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// The database takes what is written.
pub(crate) async fn readyz(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match state.latchkey.ready().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "unavailable\n"),
    }
}
