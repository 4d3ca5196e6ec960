//! What servers of applications ask: `POST /api/v1/…` with a key.
//!
//! A call brings `Authorization: Bearer <application key>` and JSON, and gets JSON. No cookie is looked at and none is set. What is refused is
//! `{ "code": … }` with its status. Members that nobody knows are ignored, so that a newer client can talk to an older server.

mod actions;
mod key;
mod mfa_tokens;
mod refusal;

use crate::{AppState, middleware::content_type};
use axum::{Router, middleware::from_fn, routing::post};

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/api/v1/mfa-tokens/consume", post(mfa_tokens::consume))
        .route("/api/v1/actions/required", post(actions::required))
        .route_layer(from_fn(content_type::content_type))
}
