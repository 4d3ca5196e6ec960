//! Authenticator apps that are enrolled: shown, renamed, removed.

use super::{ApiError, JsonPost};
use leptos::prelude::*;
use mfa::view::Device;

/// The verified devices, oldest first.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "device/list", protocol = JsonPost)]
pub async fn list() -> Result<Vec<Device>, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.totp().devices(cx.signed_in()?).await?)
}

/// Gives a device another name.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `NotFound`, `NameInvalid`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "device/rename", protocol = JsonPost)]
pub async fn rename(id: String, name: String) -> Result<(), ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.totp().rename(&cx.caller, cx.signed_in()?, &id, &name).await?)
}

/// Removes a device. The last one of an account that must have one stays.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `StepUpRequired`, `NotFound`, `LastMethod`,
/// `LastAdministrator`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "device/remove", protocol = JsonPost)]
pub async fn remove(id: String) -> Result<(), ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.totp().remove(&cx.caller, cx.signed_in()?, &id).await?)
}
