//! Health checks for load balancers: liveness and readiness.

use crate::AppState;
use axum::extract::State;
use http::StatusCode;

/// The process responds. It doesn't use the database, so that a slow database doesn't get the process killed.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// The database accepts writes. Without mails, the server still serves everything else: it stays ready, and says so.
pub(crate) async fn readyz(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match state.latchkey.ready().await {
        Ok(()) if state.mailer.is_down() => (StatusCode::OK, "ok\nmails aren't sent: see the log\n"),
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "unavailable\n"),
    }
}
