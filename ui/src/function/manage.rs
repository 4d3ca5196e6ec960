//! The content of the screen for managing methods.

use super::{ApiError, JsonPost};
use crate::moment::Moment;
use leptos::prelude::*;
use mfa::{Method, view::RecoveryStatus};
use serde::{Deserialize, Serialize};

/// An authenticator app or a passkey, with its moments in the visitor's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factor {
    /// Its kind.
    pub method: Method,
    /// An opaque identifier.
    pub id: String,
    /// The name that the user chose. At first a passkey has the name of its maker.
    pub name: String,
    /// Whether it is a passkey that may be copied to the user's other devices.
    pub synced: bool,
    /// When it was enrolled.
    pub added: Moment,
    /// When it was last used. `None` if it wasn't used since.
    pub used: Option<Moment>,
    /// Whether it can be removed: a method without which the account would have too few ways in can't.
    pub removable: bool,
}

/// The methods of an account, those that can be added, and its backup codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Managed {
    /// Verified authenticator apps and passkeys, the oldest of each first.
    pub factors: Vec<Factor>,
    /// The methods of which one can be added.
    pub offered: Vec<Method>,
    /// The backup codes. `None` if the policy gives none, or if there is no method that they could replace.
    pub recovery: Option<RecoveryStatus>,
}

impl Managed {
    /// The factors of one method. `None` if there are none and none can be added.
    pub fn of(&self, method: Method) -> Option<Vec<Factor>> {
        let factors: Vec<_> = self.factors.iter().filter(|factor| factor.method == method).cloned().collect();
        (!factors.is_empty() || self.offered.contains(&method)).then_some(factors)
    }
}

/// The methods and backup codes of the account that is signed in.
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
    let devices = cx.latchkey.totp().devices(session).await?;
    let passkeys = cx.latchkey.passkeys().list(session).await?;
    let recovery = cx.latchkey.recovery_codes().status(session).await?;
    let ways = cx.latchkey.account().ways_in(session).await?;
    Ok(Managed::new((devices, passkeys), recovery, (&policy, ways), cx.latchkey.now().0, cx.catalog))
}

#[cfg(feature = "ssr")]
impl Managed {
    /// The parts of these that the screen shows.
    pub fn new(
        (devices, passkeys): (Vec<mfa::view::Device>, Vec<mfa::view::Passkey>),
        recovery: RecoveryStatus,
        (policy, ways): (&mfa::Policy, mfa::view::WaysIn),
        now: i64,
        catalog: crate::catalog::Catalog,
    ) -> Self {
        let counts = (devices.len(), passkeys.len());
        let factor = |method, id, name, synced, created_at, last_used_at: Option<i64>| Factor {
            method,
            id,
            name,
            synced,
            added: catalog.moment(created_at, now),
            used: last_used_at.map(|at| catalog.moment(at, now)),
            removable: policy.may_remove(method, counts.0, counts.1) && (method == Method::Totp || ways.may_lose_passkey()),
        };
        let devices = devices.into_iter().map(|mfa::view::Device { id, name, created_at, last_used_at }| {
            factor(Method::Totp, id, name, false, created_at, last_used_at)
        });
        let passkeys = passkeys.into_iter().map(|mfa::view::Passkey { id, name, synced, created_at, last_used_at }| {
            factor(Method::Passkey, id, name, synced, created_at, last_used_at)
        });
        let factors: Vec<_> = devices.chain(passkeys).collect();
        let enrolled: Vec<_> = factors.iter().map(|factor| factor.method).collect();
        let recovery = policy.gives_recovery_codes(&enrolled).then_some(recovery);
        Self { factors, offered: policy.offered(), recovery }
    }
}
