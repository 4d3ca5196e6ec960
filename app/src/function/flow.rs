//! Where the visitor stands.

use super::ApiError;
use leptos::prelude::*;
use mfa::{NextStep, view::User};
use server_fn::codec::Json;

/// The one thing that has to be done now. Anybody may ask; without a session it is to sign in.
///
/// # Errors
///
/// `Unavailable`.
#[server(AskNextStep, prefix = "/api/latchkey", endpoint = "flow/next-step", input = Json)]
pub async fn next_step() -> Result<NextStep, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.next_step(cx.session.as_ref()).await?)
}

/// Who is signed in, half or fully: `scope` tells which.
///
/// # Errors
///
/// `NotSignedIn`, `Unavailable`.
#[server(AskUser, prefix = "/api/latchkey", endpoint = "flow/user", input = Json)]
pub async fn user() -> Result<User, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.user(cx.any_session()?).await?)
}
