//! The audit trail: every security event, written in the same transaction as what it reports.

mod chain;
mod history;
mod repeat;
mod seal;
mod search;
mod verify;

pub use chain::{AuditHead, NotAHead};
pub use history::{ActivityKind, ActivityPage};
pub(crate) use history::{of_account, refused_since_last_visit};
pub use seal::AuditSeal;
pub(crate) use seal::reseal;
pub(crate) use search::id_at;
pub use search::{AuditLine, AuditPage, AuditQuery};
pub use verify::{AuditTrouble, Verified};

use crate::{
    ClientNetwork, Error, Latchkey, Session,
    storage::{Conn, execute},
    world::World,
};

/// Longest kept description of a browser.
const LONGEST_AGENT: usize = 256;

/// The result of what was refused.
const REFUSED: &str = "refused";

/// Who is asking: where a request came from and with what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caller {
    /// Network address.
    pub address: String,
    /// The browser's description of itself; of an application's server, the name of its key.
    pub agent: String,
    kind: Kind,
}

/// What kind of caller it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Visitor,
    Operator,
    Application,
}

impl Caller {
    /// Control characters are dropped and lengths bounded, so that neither logs nor pages can be forged through them.
    pub fn new(address: &str, agent: &str) -> Self {
        let clean = |text: &str| text.chars().filter(|c| !c.is_control()).take(LONGEST_AGENT).collect();
        Self { address: clean(address), agent: clean(agent), kind: Kind::Visitor }
    }

    /// The network that limits count the caller by.
    pub(crate) fn network(&self) -> ClientNetwork {
        ClientNetwork::of_text(&self.address)
    }

    /// The operator at the command line.
    pub fn operator() -> Self {
        Self { kind: Kind::Operator, ..Self::new("", "latchkey command line") }
    }

    /// The server of an application, at this address, with the key of this name.
    pub fn application(address: &str, key: &str) -> Self {
        Self { kind: Kind::Application, ..Self::new(address, key) }
    }
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    SignUp,
    SignIn,
    SignInComplete,
    SignOut,
    TotpAdded,
    TotpReplaced,
    TotpRenamed,
    TotpRemoved,
    PasskeyAdded,
    PasskeyRenamed,
    PasskeyRemoved,
    PasskeyRefused,
    PasskeyCloned,
    CodeRefused,
    CodeReplayed,
    RecoveryCodeUsed,
    RecoveryCodeRefused,
    RecoveryCodesCreated,
    RecoveryCodesAcknowledged,
    StepUp,
    SessionEnded,
    SessionsEnded,
    PasswordChanged,
    PasswordRefused,
    EmailChanged,
    AccountDeleted,
    MfaReset,
    AdministratorGranted,
    AdministratorRevoked,
    EnrollmentPostponed,
    MfaTokenIssued,
    MfaTokenConsumed,
    MfaTokenRefused,
    PolicySaved,
    AccountDisabled,
    AccountEnabled,
    ApprovalRequested,
    ApprovalGranted,
    ApprovalRefused,
    ApprovalWithdrawn,
    ApplicationKeyCreated,
    ApplicationKeyRevoked,
    AuditExported,
    PasswordsPaused,
    GuessesPaused,
    GuessesStopped,
}

impl Event {
    const ALL: [Self; 46] = [
        Self::SignUp,
        Self::SignIn,
        Self::SignInComplete,
        Self::SignOut,
        Self::TotpAdded,
        Self::TotpReplaced,
        Self::TotpRenamed,
        Self::TotpRemoved,
        Self::PasskeyAdded,
        Self::PasskeyRenamed,
        Self::PasskeyRemoved,
        Self::PasskeyRefused,
        Self::PasskeyCloned,
        Self::CodeRefused,
        Self::CodeReplayed,
        Self::RecoveryCodeUsed,
        Self::RecoveryCodeRefused,
        Self::RecoveryCodesCreated,
        Self::RecoveryCodesAcknowledged,
        Self::StepUp,
        Self::SessionEnded,
        Self::SessionsEnded,
        Self::PasswordChanged,
        Self::PasswordRefused,
        Self::EmailChanged,
        Self::AccountDeleted,
        Self::MfaReset,
        Self::AdministratorGranted,
        Self::AdministratorRevoked,
        Self::EnrollmentPostponed,
        Self::MfaTokenIssued,
        Self::MfaTokenConsumed,
        Self::MfaTokenRefused,
        Self::PolicySaved,
        Self::AccountDisabled,
        Self::AccountEnabled,
        Self::ApprovalRequested,
        Self::ApprovalGranted,
        Self::ApprovalRefused,
        Self::ApprovalWithdrawn,
        Self::ApplicationKeyCreated,
        Self::ApplicationKeyRevoked,
        Self::AuditExported,
        Self::PasswordsPaused,
        Self::GuessesPaused,
        Self::GuessesStopped,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::SignUp => "sign_up",
            Self::SignIn => "sign_in",
            Self::SignInComplete => "sign_in_complete",
            Self::SignOut => "sign_out",
            Self::TotpAdded => "totp_added",
            Self::TotpReplaced => "totp_replaced",
            Self::TotpRenamed => "totp_renamed",
            Self::TotpRemoved => "totp_removed",
            Self::PasskeyAdded => "passkey_added",
            Self::PasskeyRenamed => "passkey_renamed",
            Self::PasskeyRemoved => "passkey_removed",
            Self::PasskeyRefused => "passkey_refused",
            Self::PasskeyCloned => "passkey_cloned",
            Self::CodeRefused => "code_refused",
            Self::CodeReplayed => "code_replayed",
            Self::RecoveryCodeUsed => "recovery_code_used",
            Self::RecoveryCodeRefused => "recovery_code_refused",
            Self::RecoveryCodesCreated => "recovery_codes_created",
            Self::RecoveryCodesAcknowledged => "recovery_codes_acknowledged",
            Self::StepUp => "step_up",
            Self::SessionEnded => "session_ended",
            Self::SessionsEnded => "sessions_ended",
            Self::PasswordChanged => "password_changed",
            Self::PasswordRefused => "password_refused",
            Self::EmailChanged => "email_changed",
            Self::AccountDeleted => "account_deleted",
            Self::MfaReset => "mfa_reset",
            Self::AdministratorGranted => "administrator_granted",
            Self::AdministratorRevoked => "administrator_revoked",
            Self::EnrollmentPostponed => "enrollment_postponed",
            Self::MfaTokenIssued => "mfa_token_issued",
            Self::MfaTokenConsumed => "mfa_token_consumed",
            Self::MfaTokenRefused => "mfa_token_refused",
            Self::PolicySaved => "policy_saved",
            Self::AccountDisabled => "account_disabled",
            Self::AccountEnabled => "account_enabled",
            Self::ApprovalRequested => "approval_requested",
            Self::ApprovalGranted => "approval_granted",
            Self::ApprovalRefused => "approval_refused",
            Self::ApprovalWithdrawn => "approval_withdrawn",
            Self::ApplicationKeyCreated => "application_key_created",
            Self::ApplicationKeyRevoked => "application_key_revoked",
            Self::AuditExported => "audit_exported",
            Self::PasswordsPaused => "passwords_paused",
            Self::GuessesPaused => "guesses_paused",
            Self::GuessesStopped => "guesses_stopped",
        }
    }

    pub(crate) fn result(self) -> &'static str {
        let refused = matches!(
            self,
            Self::CodeRefused
                | Self::CodeReplayed
                | Self::RecoveryCodeRefused
                | Self::PasskeyRefused
                | Self::PasskeyCloned
                | Self::PasswordRefused
                | Self::MfaTokenRefused
                | Self::ApprovalRefused
                | Self::PasswordsPaused
                | Self::GuessesPaused
                | Self::GuessesStopped
        );
        if refused { REFUSED } else { "ok" }
    }
}

/// One line to be.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) account: Option<&'a str>,
    pub(crate) caller: &'a Caller,
    pub(crate) event: Event,
    pub(crate) method: Option<&'static str>,
    pub(crate) detail: Option<&'a str>,
    /// The administrator who does it to somebody else's account, or to the installation.
    pub(crate) by: Option<&'a Session>,
}

impl<'a> Entry<'a> {
    pub(crate) fn new(account: &'a str, caller: &'a Caller, event: Event) -> Self {
        Self { account: Some(account), caller, event, method: None, detail: None, by: None }
    }

    /// About nobody's account.
    pub(crate) fn of_installation(caller: &'a Caller, event: Event) -> Self {
        Self { account: None, caller, event, method: None, detail: None, by: None }
    }

    pub(crate) fn method(self, method: &'static str) -> Self {
        Self { method: Some(method), ..self }
    }

    pub(crate) fn by(self, administrator: &'a Session) -> Self {
        Self { by: Some(administrator), ..self }
    }

    pub(crate) fn detail(self, detail: &'a str) -> Self {
        Self { detail: Some(detail), ..self }
    }

    pub(crate) async fn record(self, mut conn: Conn<'_>, world: &World) -> Result<(), Error> {
        let actor = match (self.by, self.caller.kind) {
            (Some(_), _) => "administrator",
            (None, Kind::Visitor) => "user",
            (None, Kind::Operator) => "operator",
            (None, Kind::Application) => "application",
        };
        let result = self.event.result();
        tracing::info!(event = self.event.as_str(), account = self.account, method = self.method, result, "audit");
        if repeat::count(conn.reborrow(), world, &self, actor).await? {
            return Ok(());
        }
        execute!(
            conn,
            "INSERT INTO audit_event (id, at, account_id, actor, event, method, result, address, agent, detail, actor_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            world.id()?,
            world.now().0,
            self.account,
            actor,
            self.event.as_str(),
            self.method,
            result,
            &self.caller.address,
            &self.caller.agent,
            self.detail,
            self.by.map(|administrator| &administrator.account_id)
        )?;
        Ok(())
    }
}

impl Latchkey {
    /// One line in a transaction of its own: about what changed nothing.
    pub(crate) async fn report(&self, entry: Entry<'_>) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        entry.record(tx.conn(), &self.world).await?;
        tx.commit().await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_writes_lines_of_their_own_through_an_agent() {
        let caller = Caller::new("127.0.0.1", "evil\r\n2026 ok \u{1b}[31mred");
        assert_eq!(caller.agent, "evil2026 ok [31mred");
        assert_eq!(Caller::new("", &"x".repeat(9999)).agent.len(), LONGEST_AGENT);
    }
}
