use axum::{Router, routing::post};
use latchkey::{Action, Embedded, Proved};

fn transfers(latchkey: &Embedded) -> Router {
    let action = Action::named("transfer.create").with_content();
    latchkey.require_mfa_token(action, Router::new().route("/transfer", post(transfer)))
}

/// Only confirmed requests get here, each of them once.
async fn transfer(Proved(_proof): Proved, _body: String) -> &'static str {
    "on its way"
}
