//! The events of the audit, each with its name and its meaning to readers of the audit.

use Repeats::{AnyDetail, SameDetail};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// The result of refused events.
pub(super) const REFUSED: &str = "refused";

/// An event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
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
    RecoveryCodesDiscarded,
    StepUp,
    SessionEnded,
    SessionsEnded,
    PasswordChanged,
    PasswordReset,
    PasswordAdded,
    PasswordRemoved,
    PasswordRefused,
    EmailChanged,
    EmailConfirmed,
    NoticeAddressAdded,
    NoticeAddressRemoved,
    AccountDeleted,
    AccountRecoveryStarted,
    AccountRecoveryReady,
    AccountRecoveryDone,
    AccountRecoveryStopped,
    AccountRecoveryVoided,
    AccountRecoveryLapsed,
    DataCopied,
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
    SigningKeyActivated,
    AuditExported,
    MailRetried,
    PasswordsPaused,
    GuessesPaused,
    GuessesStopped,
    BrowserTrusted,
    BrowserTrustEnded,
    AllBrowserTrustEnded,
}

impl Event {
    /// The facts of each event.
    const fn facts(self) -> Facts {
        match self {
            Self::SignUp => change(),
            Self::SignIn => other(),
            Self::SignInComplete => change(),
            Self::SignOut => other().repeated(SameDetail),
            Self::TotpAdded => change(),
            Self::TotpReplaced => change().ends_trust(),
            Self::TotpRenamed => change().repeated(AnyDetail),
            Self::TotpRemoved => change().ends_trust(),
            Self::PasskeyAdded => change(),
            Self::PasskeyRenamed => change().repeated(AnyDetail),
            Self::PasskeyRemoved => change().ends_trust(),
            Self::PasskeyRefused => factor_refused().repeated(SameDetail),
            Self::PasskeyCloned => factor_refused().repeated(SameDetail),
            Self::CodeRefused => factor_refused().repeated(SameDetail),
            Self::CodeReplayed => factor_refused().repeated(SameDetail),
            Self::RecoveryCodeUsed => change(),
            Self::RecoveryCodeRefused => factor_refused().repeated(SameDetail),
            Self::RecoveryCodesCreated => change().repeated(SameDetail).ends_trust(),
            Self::RecoveryCodesAcknowledged => change().repeated(SameDetail),
            Self::RecoveryCodesDiscarded => change().repeated(SameDetail),
            Self::StepUp => change().repeated(SameDetail),
            Self::SessionEnded => other().repeated(SameDetail),
            Self::SessionsEnded => other().repeated(SameDetail).ends_trust(),
            Self::PasswordChanged => change().ends_trust(),
            Self::PasswordReset => change().ends_trust(),
            Self::PasswordAdded => change().ends_trust(),
            Self::PasswordRemoved => change().ends_trust(),
            Self::PasswordRefused => refused().repeated(SameDetail),
            Self::EmailChanged => change(),
            Self::EmailConfirmed => change(),
            Self::NoticeAddressAdded => change(),
            Self::NoticeAddressRemoved => change(),
            Self::AccountDeleted => other(),
            Self::AccountRecoveryStarted => change().impersonal(),
            Self::AccountRecoveryReady => change(),
            Self::AccountRecoveryDone => change().ends_trust(),
            Self::AccountRecoveryStopped => change().ends_trust(),
            Self::AccountRecoveryVoided => change(),
            Self::AccountRecoveryLapsed => change(),
            Self::DataCopied => change(),
            Self::MfaReset => change().ends_trust(),
            Self::AdministratorGranted => change().ends_trust(),
            Self::AdministratorRevoked => other(),
            Self::EnrollmentPostponed => other().repeated(SameDetail),
            Self::MfaTokenIssued => change().impersonal(),
            Self::MfaTokenConsumed => other().impersonal(),
            Self::MfaTokenRefused => refused().repeated(SameDetail).impersonal(),
            Self::PolicySaved => other(),
            Self::AccountDisabled => change().ends_trust(),
            Self::AccountEnabled => change(),
            Self::ApprovalRequested => other(),
            Self::ApprovalGranted => other(),
            Self::ApprovalRefused => refused(),
            Self::ApprovalWithdrawn => other(),
            Self::ApplicationKeyCreated => other(),
            Self::ApplicationKeyRevoked => other(),
            Self::SigningKeyActivated => other().impersonal(),
            Self::AuditExported => other(),
            Self::MailRetried => other().repeated(SameDetail).impersonal(),
            Self::PasswordsPaused => refused().impersonal(),
            Self::GuessesPaused => refused().impersonal(),
            Self::GuessesStopped => refused(),
            Self::BrowserTrusted => change(),
            Self::BrowserTrustEnded => change(),
            Self::AllBrowserTrustEnded => change(),
        }
    }

    /// The name in the database.
    pub(crate) fn as_str(self) -> &'static str {
        self.into()
    }

    pub(crate) fn kind(self) -> Kind {
        self.facts().kind
    }

    /// How the event is repeated. `None` for events that always get their own line: changes that each matter, and events that other figures are
    /// counted from.
    pub(super) fn repeats(self) -> Option<Repeats> {
        self.facts().repeats
    }

    /// Whether the detail may be personal: people choose the names of methods and keys, and write reasons; and a filter may name a person. The other
    /// details are lengths of waits (in hours of a recovery), refusals' codes, and actions of the policy.
    pub(super) fn has_personal_detail(self) -> bool {
        self.facts().personal_detail
    }

    /// Whether the event ends the trust in all browsers of its account: it changes what the account's owner proves, or shows that the owner fears an
    /// intruder. Its [`Entry`](super::Entry) does so when it is recorded, so that no change can leave it out.
    pub(crate) fn ends_trust(self) -> bool {
        self.facts().ends_trust
    }

    pub(super) fn is_refused(self) -> bool {
        matches!(self.kind(), Kind::FactorRefused | Kind::Refused)
    }

    pub(crate) fn result(self) -> &'static str {
        if self.is_refused() { REFUSED } else { "ok" }
    }

    /// The names of the events of this kind.
    pub(crate) fn names(kind: Kind) -> impl Iterator<Item = &'static str> {
        Self::VARIANTS.iter().filter(move |event| event.kind() == kind).map(|event| event.as_str())
    }

    /// The same names as a list in SQL: `('sign_up', 'step_up')`.
    pub(super) fn list(kind: Kind) -> String {
        let names: Vec<_> = Self::names(kind).map(|name| format!("'{name}'")).collect();
        format!("({})", names.join(", "))
    }
}

/// The meaning of an event to readers of the audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A change of methods, codes, password or account, or a proof of a method: the account's owner can list these without the others.
    Change,
    /// A refused code or passkey.
    FactorRefused,
    /// Another refusal, or a wait for the next attempt.
    Refused,
    /// Anything else.
    Other,
}

/// The columns that two lines must share, besides account, actor, event, method and address, for one to repeat the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeats {
    /// The detail as well.
    SameDetail,
    /// No others; the line has the last detail, such as the last of many names.
    AnyDetail,
}

/// The facts of one event; without [`Facts::repeated`] it always gets its own line, without [`Facts::impersonal`] its detail is erased like
/// address and agent, and without [`Facts::ends_trust`] browsers stay trusted.
struct Facts {
    kind: Kind,
    repeats: Option<Repeats>,
    personal_detail: bool,
    ends_trust: bool,
}

const fn change() -> Facts {
    Facts { kind: Kind::Change, repeats: None, personal_detail: true, ends_trust: false }
}

const fn factor_refused() -> Facts {
    Facts { kind: Kind::FactorRefused, repeats: None, personal_detail: true, ends_trust: false }
}

const fn refused() -> Facts {
    Facts { kind: Kind::Refused, repeats: None, personal_detail: true, ends_trust: false }
}

const fn other() -> Facts {
    Facts { kind: Kind::Other, repeats: None, personal_detail: true, ends_trust: false }
}

impl Facts {
    const fn repeated(self, repeats: Repeats) -> Self {
        Self { repeats: Some(repeats), ..self }
    }

    const fn impersonal(self) -> Self {
        Self { personal_detail: false, ..self }
    }

    const fn ends_trust(self) -> Self {
        Self { ends_trust: true, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A new event belongs into one of the two lists.
    #[test]
    fn it_is_decided_for_each_event_whether_it_ends_trust() {
        let ends = [
            "totp_replaced",
            "totp_removed",
            "passkey_removed",
            "recovery_codes_created",
            "password_changed",
            "password_reset",
            "password_added",
            "password_removed",
            "sessions_ended",
            "account_recovery_done",
            // Its owner fears an intruder who knows the password.
            "account_recovery_stopped",
            "mfa_reset",
            "administrator_granted",
            "account_disabled",
        ];
        let keeps = [
            "sign_up",
            "sign_in",
            "sign_in_complete",
            "sign_out",
            "totp_added",
            "totp_renamed",
            "passkey_added",
            "passkey_renamed",
            "passkey_refused",
            "passkey_cloned",
            "code_refused",
            "code_replayed",
            "recovery_code_used",
            "recovery_code_refused",
            "recovery_codes_acknowledged",
            "recovery_codes_discarded",
            "step_up",
            "session_ended",
            "password_refused",
            "email_changed",
            "email_confirmed",
            "notice_address_added",
            "notice_address_removed",
            // Its rows are deleted.
            "account_deleted",
            "account_recovery_started",
            "account_recovery_ready",
            "account_recovery_voided",
            "account_recovery_lapsed",
            "data_copied",
            "administrator_revoked",
            "enrollment_postponed",
            "mfa_token_issued",
            "mfa_token_consumed",
            "mfa_token_refused",
            // The days of the policy in force are compared at each sign-in and in each session.
            "policy_saved",
            "account_enabled",
            "approval_requested",
            "approval_granted",
            "approval_refused",
            "approval_withdrawn",
            "application_key_created",
            "application_key_revoked",
            "signing_key_activated",
            "mail_retried",
            "audit_exported",
            "mail_retried",
            "passwords_paused",
            "guesses_paused",
            // Locked codes are looked at when the sign-in decides.
            "guesses_stopped",
            "browser_trusted",
            // These end it themselves, and know how many.
            "browser_trust_ended",
            "all_browser_trust_ended",
        ];
        for &event in Event::VARIANTS {
            let listed = (ends.contains(&event.as_str()), keeps.contains(&event.as_str()));
            assert_eq!(listed, (event.ends_trust(), !event.ends_trust()), "{event:?}");
        }
    }
}
