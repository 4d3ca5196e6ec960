//! What the screen for managing methods shows.

use super::{ApiError, JsonPost};
use crate::moment::Moment;
use leptos::prelude::*;
use mfa::view::RecoveryStatus;
use serde::{Deserialize, Serialize};

/// An authenticator app, with its moments in the visitor's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceLine {
    /// Opaque.
    pub id: String,
    /// Chosen by the user.
    pub name: String,
    /// When it was enrolled.
    pub added: Moment,
    /// When it was last used, if it was since.
    pub used: Option<Moment>,
    /// Whether it may go, or is the last method of an account that must have one.
    pub removable: bool,
}

/// A passkey, likewise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyLine {
    /// Opaque.
    pub id: String,
    /// Chosen by the user, or its maker's.
    pub name: String,
    /// It may be copied to the user's other devices.
    pub synced: bool,
    /// When it was registered.
    pub added: Moment,
    /// When it was last used, if it was since.
    pub used: Option<Moment>,
    /// Whether it may go, or is the last method of an account that must have one.
    pub removable: bool,
}

/// The methods of an account and what stands in for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Managed {
    /// Verified authenticator apps, oldest first.
    pub devices: Vec<DeviceLine>,
    /// Whether authenticator apps can be added.
    pub has_apps: bool,
    /// Passkeys, oldest first.
    pub passkeys: Vec<PasskeyLine>,
    /// Whether passkeys can be added.
    pub has_passkeys: bool,
    /// Backup codes; nothing where the policy has none, or where there is no method that they could stand in for.
    pub recovery: Option<RecoveryStatus>,
}

/// Reads them.
///
/// # Errors
///
/// `NotSignedIn`, `RequiresAdditionalAuth`, `Unavailable`.
#[server(AskManaged, prefix = "/api/latchkey", endpoint = "manage/methods", protocol = JsonPost)]
pub async fn methods() -> Result<Managed, ApiError> {
    use crate::request::RequestContext;
    let cx = RequestContext::current()?;
    let session = cx.signed_in()?;
    let policy = cx.latchkey.policy().await?;
    let devices = cx.latchkey.devices(session).await?;
    let passkeys = cx.latchkey.passkeys(session).await?;
    let recovery = cx.latchkey.recovery_status(session).await?;
    Ok(Managed::new((devices, passkeys), recovery, &policy, cx.latchkey.now().0, cx.words))
}

#[cfg(feature = "ssr")]
impl Managed {
    /// What is shown of these.
    pub(crate) fn new(
        (devices, passkeys): (Vec<mfa::view::Device>, Vec<mfa::view::Passkey>),
        recovery: RecoveryStatus,
        policy: &mfa::Policy,
        now: i64,
        words: crate::words::Words,
    ) -> Self {
        let factors = devices.len().saturating_add(passkeys.len());
        let removable = policy.may_remove_one_of(factors);
        let line = |device: mfa::view::Device| DeviceLine {
            added: words.moment(device.created_at, now),
            used: device.last_used_at.map(|at| words.moment(at, now)),
            id: device.id,
            name: device.name,
            removable,
        };
        let passkey = |passkey: mfa::view::Passkey| PasskeyLine {
            added: words.moment(passkey.created_at, now),
            used: passkey.last_used_at.map(|at| words.moment(at, now)),
            id: passkey.id,
            name: passkey.name,
            synced: passkey.synced,
            removable,
        };
        Self {
            devices: devices.into_iter().map(line).collect(),
            has_apps: policy.totp,
            passkeys: passkeys.into_iter().map(passkey).collect(),
            has_passkeys: policy.passkey,
            recovery: (policy.recovery_codes && factors > 0).then_some(recovery),
        }
    }
}
