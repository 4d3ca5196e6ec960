//! `POST /api/v1/confirmations` and `…/consume`: actions that a visitor confirms on a page of Latchkey.

use super::{
    error::V1Error,
    key::{Application, WriteConfirmations},
    visitor::OfVisitor,
};
use crate::AppState;
use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
};
use mfa::{ContentDigest, Error, Expected, view::MfaProof};
use serde::{Deserialize, Serialize};
use ui::paths;

/// An action that the visitor has asked the application for.
#[derive(Deserialize)]
pub(super) struct Begin {
    #[serde(flatten)]
    visitor: OfVisitor,
    action: String,
    /// Everything that matters, as text. Its SHA-256 is kept.
    content: Option<String>,
    /// The words in which the page names it.
    summary: Option<String>,
    /// The path of this site that the page leads back to.
    return_to: String,
}

/// Whether the visitor has to confirm the action, and where.
#[derive(Default, Serialize)]
pub(super) struct Begun {
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// The path of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
}

/// Begins the confirmation of an action, if the policy demands one.
pub(super) async fn begin(
    State(state): State<AppState>,
    _application: Application<WriteConfirmations>,
    body: Result<Json<Begin>, JsonRejection>,
) -> Result<Json<Begun>, V1Error> {
    let Json(Begin { visitor, action, content, summary, return_to }) = body?;
    let return_to = pages::safe_return_path(&state.site, &return_to).ok_or(Error::MalformedRequest)?;
    let session = visitor.session(&state).await?.ok_or(V1Error::VISITOR)?.session;
    let tokens = state.latchkey.tokens();
    let begun = tokens.begin_on_page(&session, &action, content.as_deref(), summary.as_deref(), &return_to).await;
    let begun = begun.map_err(|error| if error == Error::NotSignedIn { V1Error::VISITOR } else { error.into() })?;
    Ok(Json(match begun {
        None => Begun::default(),
        Some(confirmation) => {
            let location = state.site.link(&paths::with_id(paths::CONFIRM, &confirmation.id));
            Begun { required: true, id: Some(confirmation.id), location: Some(location) }
        }
    }))
}

/// A confirmation that the visitor has returned from, and the action that the server is about to perform.
#[derive(Deserialize)]
pub(super) struct Consume {
    #[serde(flatten)]
    visitor: OfVisitor,
    id: String,
    action: String,
    content: Option<String>,
}

/// Checks the confirmation and uses it up.
pub(super) async fn consume(
    State(state): State<AppState>,
    application: Application<WriteConfirmations>,
    body: Result<Json<Consume>, JsonRejection>,
) -> Result<Json<MfaProof>, V1Error> {
    let Json(Consume { visitor, id, action, content }) = body?;
    let session = visitor.session(&state).await?.ok_or(V1Error::VISITOR)?.session;
    session.require_full()?;
    let content = content.map(|content| ContentDigest::of(content.as_bytes()));
    let expected = Expected { action: &action, user: Some(&session.account_id), session: Some(&session.id), content };
    Ok(Json(state.latchkey.tokens().consume_confirmed(&application.caller, &id, expected).await?))
}
