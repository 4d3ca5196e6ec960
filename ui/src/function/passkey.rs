//! Passkeys that are registered: shown, renamed, removed. Registering and proving one are [ceremonies](crate::passkey).

use super::{ApiError, JsonPost};
use leptos::prelude::*;
use mfa::view::Passkey;

/// The passkeys, oldest first.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "passkey/list", protocol = JsonPost)]
pub async fn list() -> Result<Vec<Passkey>, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.passkeys().list(cx.signed_in()?).await?)
}

/// Gives a passkey another name.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `NotFound`, `NameInvalid`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "passkey/rename", protocol = JsonPost)]
pub async fn rename(id: String, name: String) -> Result<(), ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.passkeys().rename(&cx.caller, cx.signed_in()?, &id, &name).await?)
}

/// Removes a passkey. The last method of an account that must have one stays.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `StepUpRequired`, `NotFound`, `LastMethod`,
/// `LastAdministrator`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "passkey/delete", protocol = JsonPost)]
pub async fn delete(id: String) -> Result<(), ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.passkeys().remove(&cx.caller, cx.signed_in()?, &id).await?)
}
