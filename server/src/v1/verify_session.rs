//! `POST /api/v1/sessions/verify`: who is signed in, by a visitor's cookies.

use super::{
    key::{Application, ReadSessions},
    refusal::Refusal,
};
use crate::{AppState, middleware::session};
use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
};
use http::{HeaderValue, Request, header::COOKIE};
use mfa::{Error, Standing, Vouched};
use serde::{Deserialize, Serialize};

/// The `Cookie` header of the visitor's request.
#[derive(Deserialize)]
pub(super) struct Verify {
    cookie: String,
}

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
    body: Result<Json<Verify>, JsonRejection>,
) -> Result<Json<Verified>, Refusal> {
    let Json(Verify { cookie }) = body?;
    let cookie = HeaderValue::try_from(cookie).map_err(|_| Error::MalformedRequest)?;
    let visitor = Request::builder().header(COOKIE, cookie).body(()).map_err(|_| Error::MalformedRequest)?;
    let Some(live) = session::of_visitor(&state, &visitor.into_parts().0).await? else { return Ok(Json(Verified::default())) };
    Ok(Json(match state.latchkey.tokens().standing(&live) {
        Ok(Standing::Full(vouched)) => Verified { active: true, owes: None, vouched: Some(vouched) },
        Ok(Standing::Owes(step)) => Verified { owes: Some(step.name()), ..Verified::default() },
        Err(Error::NotSignedIn) => Verified::default(),
        Err(error) => return Err(error.into()),
    }))
}
