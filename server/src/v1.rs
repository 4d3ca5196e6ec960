//! The API for applications' servers: `POST /api/v1/…` with a key.
//!
//! A request has `Authorization: Bearer <application key>` and a JSON body (introspection has a form, as its standard requires), and the response is
//! JSON. Cookies are neither read nor set. Refusals are `{ "code": … }` with their status. Unknown members are ignored, so that a newer client can talk to
//! an older server.

mod actions;
mod confirmations;
mod end_session;
mod error;
mod introspect;
mod key;
mod mfa_tokens;
mod verify_session;
mod visitor;

use crate::{AppState, middleware::content_type, paths::INTROSPECT};
use axum::{Router, middleware::from_fn, routing::post};

pub(crate) fn routes() -> Router<AppState> {
    Router::new()
        .route("/api/v1/mfa-tokens/consume", post(mfa_tokens::consume))
        .route("/api/v1/actions/required", post(actions::required))
        .route("/api/v1/confirmations", post(confirmations::begin))
        .route("/api/v1/confirmations/consume", post(confirmations::consume))
        .route("/api/v1/sessions/end", post(end_session::end))
        .route("/api/v1/sessions/verify", post(verify_session::verify))
        .route(INTROSPECT, post(introspect::introspect))
        .route_layer(from_fn(content_type::content_type))
}
