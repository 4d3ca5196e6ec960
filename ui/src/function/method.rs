//! The methods that the account has enrolled.

use super::{ApiError, JsonPost};
use leptos::prelude::*;
use mfa::view::{Device, Passkey};
use serde::{Deserialize, Serialize};

/// The methods of one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Methods {
    /// Verified authenticator apps, oldest first.
    pub devices: Vec<Device>,
    /// Passkeys, oldest first.
    pub passkeys: Vec<Passkey>,
    /// Whether there is any verified method.
    pub any_verified: bool,
}

/// One method is enough for the user: the second isn't offered any more.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "method/decline-second", protocol = JsonPost)]
pub async fn decline_second() -> Result<(), ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    Ok(cx.latchkey.sessions().decline_second_method(cx.signed_in()?).await?)
}

/// The verified methods.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `Unavailable`.
#[server(prefix = "/api/latchkey", endpoint = "method/list", protocol = JsonPost)]
pub async fn list() -> Result<Methods, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    let session = cx.signed_in()?;
    let devices = cx.latchkey.totp().devices(session).await?;
    let passkeys = cx.latchkey.passkeys().list(session).await?;
    Ok(Methods { any_verified: !devices.is_empty() || !passkeys.is_empty(), devices, passkeys })
}
