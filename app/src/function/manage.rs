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
    /// Whether it may go, or is the last one of an account that must have one.
    pub removable: bool,
}

/// The methods of an account and what stands in for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Managed {
    /// Verified authenticator apps, oldest first.
    pub devices: Vec<DeviceLine>,
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
    let recovery = cx.latchkey.recovery_status(session).await?;
    Ok(Managed::new(devices, recovery, &policy, cx.latchkey.now().0, cx.words))
}

#[cfg(feature = "ssr")]
impl Managed {
    /// What is shown of these.
    pub(crate) fn new(
        devices: Vec<mfa::view::Device>,
        recovery: RecoveryStatus,
        policy: &mfa::Policy,
        now: i64,
        words: crate::words::Words,
    ) -> Self {
        let removable = policy.may_remove_one_of(devices.len());
        let line = |device: mfa::view::Device| DeviceLine {
            added: words.moment(device.created_at, now),
            used: device.last_used_at.map(|at| words.moment(at, now)),
            id: device.id,
            name: device.name,
            removable,
        };
        let recovery = (policy.recovery_codes && !devices.is_empty()).then_some(recovery);
        Self { devices: devices.into_iter().map(line).collect(), recovery }
    }
}
