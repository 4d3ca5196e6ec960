//! The server of the playground's example: an application whose routes require confirmed actions.
//!
//! Its handlers only report the action that they would perform. The layer in front of them is the one that applications use for their own actions.

use crate::{
    AppState,
    action::{self, Action, Proved},
    answer::{self, json as refusal},
    middleware::{content_type, session, status},
};
use axum::{
    Json, Router,
    extract::rejection::JsonRejection,
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::{MethodRouter, post},
};
use mfa::{Error, view::MfaProof};
use serde::Deserialize;
use serde_json::json;

const TRANSFER: Action = Action::named("transfer.create").with_content();
const SETTING: Action = Action::named("settings.change");

pub(crate) fn routes(state: &AppState) -> Router<AppState> {
    action("/api/playground/transfer", TRANSFER, post(transfer))
        .merge(action("/api/playground/settings", SETTING, post(setting)))
        .route_layer(from_fn(status::status))
        .route_layer(from_fn_with_state(state.clone(), session::session))
        .route_layer(from_fn(content_type::content_type))
}

fn action(path: &str, action: Action, handler: MethodRouter<AppState>) -> Router<AppState> {
    Router::new().route(path, handler).route_layer(from_fn_with_state(action, action::require))
}

#[derive(Deserialize)]
struct Transfer {
    amount: String,
    to: String,
}

async fn transfer(Proved(proof): Proved, body: Result<Json<Transfer>, JsonRejection>) -> Response {
    done(proof, body.map(|Json(Transfer { amount, to })| format!("{amount} € to {to}")))
}

#[derive(Deserialize)]
struct Setting {
    limit: String,
}

async fn setting(Proved(proof): Proved, body: Result<Json<Setting>, JsonRejection>) -> Response {
    done(proof, body.map(|Json(Setting { limit })| format!("limit {limit} €")))
}

/// The action that would have been performed, and its proof.
fn done(proof: Option<MfaProof>, what: Result<String, JsonRejection>) -> Response {
    match what {
        Ok(what) => Json(json!({ "done": what, "method": proof.map(|proof| proof.method) })).into_response(),
        Err(_) => refusal(answer::status(&Error::MalformedRequest), &Error::MalformedRequest),
    }
}
