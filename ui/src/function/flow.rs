//! The visitor's position in the flow.

use super::{ApiError, JsonPost};
use leptos::prelude::*;
use mfa::{
    NextStep,
    view::{Status, User},
};

/// The next step. It needs no session: without one, the next step is to sign in.
///
/// # Errors
///
/// `Unavailable`.
#[server(AskNextStep, prefix = "/api/latchkey", endpoint = "flow/next-step", protocol = JsonPost)]
pub async fn next_step() -> Result<NextStep, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.assess().await?.map_or(NextStep::SignIn, |assessment| assessment.next_step()))
}

/// The user who is signed in, half or fully: `scope` tells which.
///
/// # Errors
///
/// `NotSignedIn`, `Unavailable`.
#[server(AskUser, prefix = "/api/latchkey", endpoint = "flow/user", protocol = JsonPost)]
pub async fn user() -> Result<User, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    let session = cx.any_session()?;
    let assessment = cx.assess().await?.ok_or(mfa::Error::NotSignedIn)?;
    Ok(assessment.user(session)?)
}

/// The user who is signed in, their next step and their methods, read at one moment. It needs no session.
///
/// # Errors
///
/// `Unavailable`.
#[server(AskStatus, prefix = "/api/latchkey", endpoint = "flow/status", protocol = JsonPost)]
pub async fn status() -> Result<Status, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.find_status().await?)
}

/// Begins a challenge before a sensitive action. Fails with `MfaRateLimited` or `MfaLocked` if codes aren't accepted now. The challenge of a half session
/// has begun with its password.
///
/// # Errors
///
/// `NotSignedIn`, `MfaRateLimited`, `MfaLocked`, `NotPossibleNow` without anything to prove, `Unavailable`.
#[server(BeginChallenge, prefix = "/api/latchkey", endpoint = "flow/begin-challenge", protocol = JsonPost)]
pub async fn begin_challenge() -> Result<(), ApiError> {
    use crate::request::RequestContext;
    use mfa::{Error, Level};
    let cx = RequestContext::current()?;
    let session = cx.any_session()?;
    if cx.latchkey.status(Some(session)).await?.enrolled.is_empty() {
        return Err(Error::NotPossibleNow.into());
    }
    if session.level == Level::Full {
        cx.latchkey.sessions().begin_challenge(session).await?;
    }
    match cx.latchkey.sessions().guess_wait(session).await? {
        Some(wait) => Err(wait.into()),
        None => Ok(()),
    }
}
