//! `POST /api/v1/sessions/verify`: who is signed in, by a visitor's cookies.

use super::{
    error::V1Error,
    key::{Application, ReadSessions},
    visitor::OfVisitor,
};
use crate::AppState;
use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
};
use mfa::{Error, Standing, Vouched};
use serde::Serialize;

/// The answer. Only a full session has the members of [`Vouched`].
#[derive(Default, Serialize)]
pub(super) struct Verified {
    active: bool,
    /// The name of the step that the session still owes.
    #[serde(skip_serializing_if = "Option::is_none")]
    owes: Option<&'static str>,
    #[serde(flatten)]
    vouched: Option<Vouched>,
}

pub(super) async fn verify(
    State(state): State<AppState>,
    _application: Application<ReadSessions>,
    body: Result<Json<OfVisitor>, JsonRejection>,
) -> Result<Json<Verified>, V1Error> {
    let Json(visitor) = body?;
    let Some(live) = visitor.session(&state).await? else { return Ok(Json(Verified::default())) };
    Ok(Json(match state.latchkey.tokens().standing(&live) {
        Ok(Standing::Full(vouched)) => Verified { active: true, owes: None, vouched: Some(vouched) },
        Ok(Standing::Owes(step)) => Verified { owes: Some(step.name()), ..Verified::default() },
        Err(Error::NotSignedIn) => Verified::default(),
        Err(error) => return Err(error.into()),
    }))
}
