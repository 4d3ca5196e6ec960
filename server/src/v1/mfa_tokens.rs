//! `POST /api/v1/mfa-tokens/consume`

use super::{
    error::V1Error,
    key::{Application, ConsumeMfaTokens},
};
use crate::AppState;
use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
};
use mfa::{ContentDigest, Error, Expected, view::MfaProof};
use serde::Deserialize;

/// The token, and the values it must have been issued for.
#[derive(Deserialize)]
pub(super) struct Consume {
    token: String,
    action: String,
    user_id: Option<String>,
    session_id: Option<String>,
    /// The SHA-256 in hexadecimal.
    content_digest: Option<String>,
}

/// Checks a token and uses it up if it is single-use.
pub(super) async fn consume(
    State(state): State<AppState>,
    application: Application<ConsumeMfaTokens>,
    body: Result<Json<Consume>, JsonRejection>,
) -> Result<Json<MfaProof>, V1Error> {
    let Json(asked) = body?;
    let content = match &asked.content_digest {
        Some(digest) => Some(ContentDigest::parse(digest).ok_or(Error::MalformedRequest)?),
        None => None,
    };
    let expected = Expected { action: &asked.action, user: asked.user_id.as_deref(), session: asked.session_id.as_deref(), content };
    Ok(Json(state.latchkey.tokens().consume(&application.caller, &asked.token, expected).await?))
}
