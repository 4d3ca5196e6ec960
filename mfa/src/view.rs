//! The data shown to users about their own account. The only secrets in it are those of a device being enrolled and of a new MFA token.

use crate::{Level, Method, NextStep, Policy, Scope};
use serde::{Deserialize, Serialize};

/// The user of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The account's id.
    pub id: String,
    /// The address in the form that people read, or the name that the application gave its user.
    pub email: String,
    /// Whether the user may open the dashboard.
    pub administrator: bool,
    /// `requiresAdditionalAuth` while the session has a step pending.
    pub scope: Option<String>,
}

/// A pending requirement of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// Enrollment or a challenge: the scope is `requiresAdditionalAuth`.
    AdditionalAuth,
    /// The user has new recovery codes and hasn't confirmed that they are saved.
    Acknowledgement,
}

/// A visitor's status, by which a page or a script finds the next step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The user of the half or full session; `None` without a session.
    pub user: Option<User>,
    /// The next step.
    pub step: NextStep,
    /// The methods that the user has enrolled.
    pub enrolled: Vec<Method>,
    /// The methods that the user may enroll.
    pub offered: Vec<Method>,
    /// Opaque, and the same until the next sign-in. Scripts send it with each call, as the page's form token.
    pub sign_in: Option<String>,
}

impl Status {
    /// The status of a visitor who isn't signed in.
    pub fn signed_out() -> Self {
        Self { user: None, step: NextStep::SignIn, enrolled: vec![], offered: vec![], sign_in: None }
    }

    /// The pending requirement, if there is one.
    pub fn requirement(&self) -> Option<Requirement> {
        match &self.step {
            NextStep::AcknowledgeRecoveryCodes => Some(Requirement::Acknowledgement),
            step => step.scope().map(|_| Requirement::AdditionalAuth),
        }
    }

    /// Whether all proofs that the policy requires at sign-in were given.
    pub fn is_full(&self) -> bool {
        self.user.is_some() && self.requirement() != Some(Requirement::AdditionalAuth)
    }
}

/// A verified authenticator app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Opaque.
    pub id: String,
    /// Chosen by the user.
    pub name: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970; `None` before the first use after enrollment.
    pub last_used_at: Option<i64>,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// Opaque.
    pub id: String,
    /// The maker's name at first; then chosen by the user.
    pub name: String,
    /// Whether it may be copied to the user's other devices; otherwise it stays on the one that made it.
    pub synced: bool,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970; `None` before the first use after registration.
    pub last_used_at: Option<i64>,
}

/// Why passkeys aren't available.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasskeyObstacle {
    /// The public origin is an IP address, and passkeys belong to a domain.
    IpAddress,
    /// The public origin has no TLS.
    Insecure,
    /// The public origin can't be used for another reason.
    Origin,
}

/// The data about an account's passkeys for the browser's password manager (WebAuthn Level 3 §5.1.10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeySignal {
    /// The domain.
    pub relying_party: String,
    /// The account's random handle, in base64url.
    pub user: String,
    /// The account's name.
    pub name: String,
    /// The ids of all accepted credentials, in base64url.
    pub credentials: Vec<String>,
}

/// An authenticator app that waits for its first code. Shown only to the session that began the enrollment.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotpEnrollment {
    /// Opaque.
    pub id: String,
    /// Base32 without padding, 32 characters.
    pub secret: String,
    /// `otpauth://totp/…` (Google's key URI format).
    pub uri: String,
    /// `uri` as a QR code.
    pub qr: Qr,
    /// The id of the device that is deleted when this one's first code is verified.
    pub replaces: Option<String>,
}

impl std::fmt::Debug for TotpEnrollment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TotpEnrollment").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The modules of a QR code, row by row, without quiet zone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qr {
    /// Modules per side.
    pub size: u32,
    /// `size * size` modules; true is dark.
    pub modules: Vec<bool>,
}

/// The state of a user's recovery codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryStatus {
    /// Unused codes.
    pub remaining: u32,
    /// All codes of the set.
    pub total: u32,
    /// Whether this session has earned a set that waits to be acknowledged.
    pub pending: bool,
    /// Whether there is an acknowledged set.
    pub acknowledged: bool,
}

impl RecoveryStatus {
    /// Whether three or fewer are left, few enough that new ones should be made. False without any set.
    pub fn is_low(&self) -> bool {
        self.total > 0 && self.remaining <= 3
    }
}

/// One signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionInfo {
    /// Opaque; not the token in the cookie.
    pub id: String,
    /// The browser's own description of itself.
    pub agent: String,
    /// The network address at sign-in.
    pub address: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970.
    pub last_seen_at: i64,
    /// Whether it is the session of the request.
    pub current: bool,
    /// Half or full.
    pub level: Level,
}

/// A browser in which the password is enough at sign-in for some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrustedBrowser {
    /// Opaque; not the secret in the cookie, and another one each time the browser is trusted.
    pub id: String,
    /// The browser's own description of itself, at a recent sign-in.
    pub name: String,
    /// The network address at a recent sign-in; empty if it isn't known.
    pub address: String,
    /// The first sign-in: milliseconds since 1970.
    pub first_seen_at: i64,
    /// The last sign-in, to the day: milliseconds since 1970.
    pub last_seen_at: i64,
    /// Milliseconds since 1970.
    pub trusted_at: i64,
    /// The end under the policy in force: milliseconds since 1970.
    pub trusted_until: i64,
    /// Whether it is the browser of the request.
    pub current: bool,
}

/// One line of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// When it happened: the first time if it happened more than once. Milliseconds since 1970.
    pub at: i64,
    /// The event, such as `sign_in`.
    pub event: String,
    /// `totp`, `passkey`, `recovery_code`, `password`, `trusted`, `application`, `account_recovery`, `mail_link` or `session`, where one was used.
    pub method: Option<String>,
    /// `ok` or `refused`.
    pub result: String,
    /// The client's network address.
    pub address: String,
    /// The browser's description of itself.
    pub agent: String,
    /// The name of the thing concerned, such as a device's.
    pub detail: Option<String>,
    /// How often it happened in a row. Address, agent and detail are those of the last time.
    pub times: u32,
    /// The last time, if it happened more than once: milliseconds since 1970.
    pub last_at: Option<i64>,
    /// Whether address and agent were erased, and the detail too if it is empty.
    pub erased: bool,
}

/// The ways in which the owner of an account can sign in. An account without a password keeps at least two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaysIn {
    /// Whether the account has a password, or an application signs its user in.
    pub password: bool,
    /// Number of passkeys, if the policy accepts passkeys.
    pub passkeys: u32,
    /// Whether a link to the confirmed address, together with an unused backup code, lets the owner create a passkey.
    pub mailed_code: bool,
}

impl WaysIn {
    /// The fewest ways into an account without a password.
    pub const FEWEST: u32 = 2;

    /// Number of ways that take no password.
    #[must_use]
    pub fn without_password(&self) -> u32 {
        self.passkeys.saturating_add(self.mailed_code.into())
    }

    /// Whether enough ways are left without one of the passkeys.
    #[must_use]
    pub fn may_lose_passkey(&self) -> bool {
        self.password || self.without_password() > Self::FEWEST
    }

    /// Whether enough ways are left without the password.
    #[must_use]
    pub fn may_lose_password(&self) -> bool {
        self.password && self.passkeys > 0 && self.without_password() >= Self::FEWEST
    }

    /// Whether the account has no password and only one way in, or none.
    #[must_use]
    pub fn are_too_few(&self) -> bool {
        !self.password && self.without_password() < Self::FEWEST
    }
}

/// The data of the account security page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// The account's owner.
    pub user: User,
    /// Verified authenticator apps, oldest first.
    pub devices: Vec<Device>,
    /// Passkeys, oldest first.
    pub passkeys: Vec<Passkey>,
    /// The method to offer beside the only one, until it is added or declined.
    pub offer: Option<Method>,
    /// Backup codes.
    pub recovery: RecoveryStatus,
    /// The ways in which the owner can sign in.
    pub ways: WaysIn,
    /// Signed-in browsers, this one first.
    pub sessions: Vec<SessionInfo>,
    /// Changes of methods, codes, password and account, and proofs of a method; newest first.
    pub changes: Vec<Activity>,
    /// All other events, newest first.
    pub activity: Vec<Activity>,
    /// The policy in force.
    pub policy: Policy,
    /// Codes and passkeys refused since the sign-in before this one.
    pub failed_codes_since: u32,
}

/// The requirements that a protected action sets for a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionDemand {
    /// Whether a proof is required, and the application's server expects its token.
    pub required: bool,
    /// The user has no method yet and enrolls one first, which counts as the proof.
    pub enrollment: bool,
}

/// A protected action that a session is about to take and has to confirm by a proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Opaque: the id that a proof names.
    pub id: String,
    /// The action's name.
    pub action: String,
    /// The description that people read.
    pub description: String,
    /// The details of this action, in the application's words.
    pub summary: Option<String>,
    /// The user has no method yet and enrolls one first, which counts as the proof.
    pub enrollment: bool,
}

/// An MFA token, for the application's server.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MfaToken {
    /// The secret itself.
    pub token: String,
    /// The action that it is for.
    pub action: String,
    /// Milliseconds since 1970.
    pub expires_at: i64,
}

/// Without the token.
impl std::fmt::Debug for MfaToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MfaToken").field("action", &self.action).finish_non_exhaustive()
    }
}

/// The facts that an MFA token attests, for the application's server that presents it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MfaProof {
    /// The application's own id of its user, or the account's.
    pub user_id: String,
    /// The action that the proof was for.
    pub action: String,
    /// `totp`, `passkey` or `recovery_code`.
    pub method: String,
    /// When the method was proved: milliseconds since 1970.
    pub proved_at: i64,
}

/// A key of an application's server, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationKey {
    /// Opaque.
    pub id: String,
    /// The name that the administrator gave it.
    pub name: String,
    /// The name of the administrator who made it; `None` if that account is gone.
    pub author: Option<String>,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970, to the minute; `None` before the first use.
    pub last_used_at: Option<i64>,
    /// Its permissions.
    pub scopes: Vec<Scope>,
    /// When it stops working: milliseconds since 1970; `None` for a key that works until it is revoked.
    pub expires_at: Option<i64>,
    /// Whether there is a second key with the same name, so that one of the two can be revoked.
    pub has_twin: bool,
}
