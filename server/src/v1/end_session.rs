//! `POST /api/v1/sessions/end`: the application's server has signed a visitor out.

use super::{
    error::V1Error,
    key::{Application, WriteSessions},
};
use crate::{AppState, sign_in::LONGEST_SESSION};
use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
};
use http::StatusCode;
use mfa::Error;
use serde::Deserialize;

/// The application's own session, by the identifier that it reports for visitors.
#[derive(Deserialize)]
pub(super) struct End {
    session: String,
}

/// Ends the sessions that belong to a session of the application. The answer is the same if there is none, so that a repetition is no error, and doesn't
/// tell whether there was one.
pub(super) async fn end(
    State(state): State<AppState>,
    application: Application<WriteSessions>,
    body: Result<Json<End>, JsonRejection>,
) -> Result<StatusCode, V1Error> {
    let Json(End { session }) = body?;
    if state.application.is_none() {
        return Err(Error::NotFound.into());
    }
    if session.is_empty() || session.len() > LONGEST_SESSION {
        return Err(Error::MalformedRequest.into());
    }
    // First, so that the next request asks the application, even if the database fails.
    if let Some(application) = &state.beside {
        application.end(&session);
    }
    state.latchkey.leave_by(&application.caller, &session).await?;
    Ok(StatusCode::NO_CONTENT)
}
