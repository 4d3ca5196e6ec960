//! What is shown to a user about their own account: no secret but the one being enrolled.

use crate::{Level, Method, NextStep, Policy};
use serde::{Deserialize, Serialize};

/// The person behind a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The account.
    pub id: String,
    /// The normalised address, or the name that the application gave its user.
    pub email: String,
    /// May open the dashboard.
    pub administrator: bool,
    /// `requiresAdditionalAuth` while the session owes something.
    pub scope: Option<String>,
}

/// What a session still owes before everything that the policy asks for is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// Enrollment or a challenge: the scope is `requiresAdditionalAuth`.
    AdditionalAuth,
    /// The user has new recovery codes and hasn't said that they are saved.
    Acknowledgement,
}

/// Where a visitor stands, for whoever leads them on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Who it is, half or fully signed in; nobody without a session.
    pub user: Option<User>,
    /// The one thing to do now.
    pub step: NextStep,
    /// The methods in which the user is enrolled.
    pub enrolled: Vec<Method>,
    /// The methods in which one may enroll.
    pub offered: Vec<Method>,
    /// Opaque: stays the same from one sign-in to the next. Scripts send it along with each call, as the page's form token.
    pub sign_in: Option<String>,
}

impl Status {
    /// Nobody.
    pub fn signed_out() -> Self {
        Self { user: None, step: NextStep::SignIn, enrolled: vec![], offered: vec![], sign_in: None }
    }

    /// What is still owed, if anything is.
    pub fn requirement(&self) -> Option<Requirement> {
        match &self.step {
            NextStep::AcknowledgeRecoveryCodes => Some(Requirement::Acknowledgement),
            step => step.scope().map(|_| Requirement::AdditionalAuth),
        }
    }

    /// Whether everything that the policy asks for at sign-in was proved.
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
    /// Milliseconds since 1970; nothing before the first use after enrollment.
    pub last_used_at: Option<i64>,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// Opaque.
    pub id: String,
    /// The maker's at first; chosen by the user.
    pub name: String,
    /// It may be copied to the user's other devices; otherwise it stays on the one that made it.
    pub synced: bool,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970; nothing before the first use after registration.
    pub last_used_at: Option<i64>,
}

/// Why there can't be passkeys.
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

/// What the browser's password manager should know of an account's passkeys (WebAuthn Level 3 §5.1.10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeySignal {
    /// The domain.
    pub relying_party: String,
    /// The account's random handle, in base64url.
    pub user: String,
    /// What the account is called.
    pub name: String,
    /// The ids of all credentials that are accepted, in base64url.
    pub credentials: Vec<String>,
}

/// A device that waits for its first code. Shown only to the session that began it.
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
    /// The device that dies when this one's first code is verified.
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

/// How a user stands with recovery codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryStatus {
    /// Codes that still work.
    pub remaining: u32,
    /// Codes that the set had.
    pub total: u32,
    /// This session earned a set that waits to be acknowledged.
    pub pending: bool,
    /// There is an acknowledged set.
    pub acknowledged: bool,
}

impl RecoveryStatus {
    /// Few enough that new ones should be made: three or fewer are left.
    pub fn is_low(&self) -> bool {
        self.total > 0 && self.remaining <= 3
    }
}

/// One signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionInfo {
    /// Opaque; not what the cookie holds.
    pub id: String,
    /// The browser's own description of itself.
    pub agent: String,
    /// The network address at sign-in.
    pub address: String,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970.
    pub last_seen_at: i64,
    /// The session that asks.
    pub current: bool,
    /// How much it has proved.
    pub level: Level,
}

/// One line of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// When it happened, for the first time if it happened more than once: milliseconds since 1970.
    pub at: i64,
    /// What happened, such as `sign_in`.
    pub event: String,
    /// `totp`, `passkey`, `recovery_code`, `password` or `application`, where one was used.
    pub method: Option<String>,
    /// `ok` or `refused`.
    pub result: String,
    /// Where from.
    pub address: String,
    /// With what.
    pub agent: String,
    /// The name of the thing concerned, such as a device's.
    pub detail: Option<String>,
    /// How often it happened in succession. Address, agent and detail are those of the last time.
    pub times: u32,
    /// When it happened for the last time, if it happened more than once: milliseconds since 1970.
    pub last_at: Option<i64>,
    /// Whether address and agent were erased, and the detail too if it is empty.
    pub erased: bool,
}

/// Everything on the account security page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Whose account.
    pub user: User,
    /// Verified authenticator apps, oldest first.
    pub devices: Vec<Device>,
    /// Passkeys, oldest first.
    pub passkeys: Vec<Passkey>,
    /// The method that the user could add to the only one, until it is added or declined.
    pub offer: Option<Method>,
    /// Backup codes.
    pub recovery: RecoveryStatus,
    /// Signed-in browsers, this one first.
    pub sessions: Vec<SessionInfo>,
    /// Changes of methods, codes, password and account, and proofs of a method; newest first.
    pub changes: Vec<Activity>,
    /// What else happened, newest first.
    pub activity: Vec<Activity>,
    /// The policy in force.
    pub policy: Policy,
    /// Codes and passkeys refused since the sign-in before this one.
    pub failed_codes_since: u32,
}

/// What an action asks of a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionDemand {
    /// A proof is asked for, and the application's server wants its token.
    pub required: bool,
    /// The user has no method yet and enrolls one first, which is the proof.
    pub enrollment: bool,
}

/// Something that a session is about to do and has to prove.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Opaque: what a proof says that it is given for.
    pub id: String,
    /// The action's name.
    pub action: String,
    /// What people read that it is.
    pub description: String,
    /// What exactly is about to be done, in the application's words.
    pub summary: Option<String>,
    /// The user has no method yet and enrolls one first, which is the proof.
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

/// What a token says to whom it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MfaProof {
    /// The application's own id of its user, or the account's.
    pub user_id: String,
    /// The action that it was for.
    pub action: String,
    /// `totp`, `passkey` or `recovery_code`.
    pub method: String,
    /// When it was proved: milliseconds since 1970.
    pub proved_at: i64,
}

/// A key of an application's server, without the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationKey {
    /// Opaque.
    pub id: String,
    /// What the administrator called it.
    pub name: String,
    /// Who made it; `None` if that account is gone.
    pub author: Option<String>,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Milliseconds since 1970, to the minute; nothing before the first use.
    pub last_used_at: Option<i64>,
}
