use axum::{Router, routing::post};
use latchkey::{Action, Embedded};

fn settings(latchkey: &Embedded) -> Router {
    let action = Action::named("settings.change");
    latchkey.require_mfa_token(action, Router::new().route("/settings", post(async || "saved")))
}
