//! Actions of an application that ask for a proof of their own.
//!
//! `required` tells whether one is asked for. `begin` says what is about to be done; a proof is then given for it by the functions of [`totp`](super::totp)
//! and [`recovery`](super::recovery) or a passkey's ceremony, which are told its id; `token` answers the MFA token that comes of it.

use super::{ApiError, JsonPost};
use leptos::prelude::*;
use mfa::view::{ActionDemand, Confirmation, MfaToken};

/// The proof that an action asks for.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth` for a session with a pending step, unless the action asks for a proof anyway, `Unavailable`.
#[server(AskActionDemand, prefix = "/api/latchkey", endpoint = "action/required", protocol = JsonPost)]
pub async fn required(action: String) -> Result<ActionDemand, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.tokens().demand(cx.signed_in()?, &action).await?)
}

/// Begins the confirmation of an action. With `content`, the token is valid only for that content, of which the SHA-256 is stored. `summary` is the text
/// that the prompt shows. `None` if the policy requires no proof.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `MalformedRequest` for a content or a summary that is too long, `Unavailable`.
#[server(BeginConfirmation, prefix = "/api/latchkey", endpoint = "action/begin", protocol = JsonPost)]
pub async fn begin(action: String, content: Option<String>, summary: Option<String>) -> Result<Option<Confirmation>, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.tokens().begin(cx.signed_in()?, &action, content.as_deref(), summary.as_deref()).await?)
}

/// Issues the MFA token of a confirmed action. Each confirmation yields one token.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `StepUpRequired` before it is proved, `ConfirmationOver`, `Unavailable`.
#[server(IssueMfaToken, prefix = "/api/latchkey", endpoint = "action/token", protocol = JsonPost)]
pub async fn token(confirmation: String) -> Result<MfaToken, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.tokens().issue(&cx.caller, cx.signed_in()?, &confirmation).await?)
}
