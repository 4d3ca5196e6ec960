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
    StepUp,
    SessionEnded,
    SessionsEnded,
    PasswordChanged,
    PasswordReset,
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
    AuditExported,
    MailRetried,
    PasswordsPaused,
    GuessesPaused,
    GuessesStopped,
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
            Self::TotpReplaced => change(),
            Self::TotpRenamed => change().repeated(AnyDetail),
            Self::TotpRemoved => change(),
            Self::PasskeyAdded => change(),
            Self::PasskeyRenamed => change().repeated(AnyDetail),
            Self::PasskeyRemoved => change(),
            Self::PasskeyRefused => factor_refused().repeated(SameDetail),
            Self::PasskeyCloned => factor_refused().repeated(SameDetail),
            Self::CodeRefused => factor_refused().repeated(SameDetail),
            Self::CodeReplayed => factor_refused().repeated(SameDetail),
            Self::RecoveryCodeUsed => change(),
            Self::RecoveryCodeRefused => factor_refused().repeated(SameDetail),
            Self::RecoveryCodesCreated => change().repeated(SameDetail),
            Self::RecoveryCodesAcknowledged => change().repeated(SameDetail),
            Self::StepUp => change().repeated(SameDetail),
            Self::SessionEnded => other().repeated(SameDetail),
            Self::SessionsEnded => other().repeated(SameDetail),
            Self::PasswordChanged => change(),
            Self::PasswordReset => change(),
            Self::PasswordRefused => refused().repeated(SameDetail),
            Self::EmailChanged => change(),
            Self::EmailConfirmed => change(),
            Self::NoticeAddressAdded => change(),
            Self::NoticeAddressRemoved => change(),
            Self::AccountDeleted => other(),
            Self::AccountRecoveryStarted => change().impersonal(),
            Self::AccountRecoveryReady => change(),
            Self::AccountRecoveryDone => change(),
            Self::AccountRecoveryStopped => change(),
            Self::AccountRecoveryVoided => change(),
            Self::AccountRecoveryLapsed => change(),
            Self::DataCopied => change(),
            Self::MfaReset => change(),
            Self::AdministratorGranted => change(),
            Self::AdministratorRevoked => other(),
            Self::EnrollmentPostponed => other().repeated(SameDetail),
            Self::MfaTokenIssued => change().impersonal(),
            Self::MfaTokenConsumed => other().impersonal(),
            Self::MfaTokenRefused => refused().repeated(SameDetail).impersonal(),
            Self::PolicySaved => other(),
            Self::AccountDisabled => change(),
            Self::AccountEnabled => change(),
            Self::ApprovalRequested => other(),
            Self::ApprovalGranted => other(),
            Self::ApprovalRefused => refused(),
            Self::ApprovalWithdrawn => other(),
            Self::ApplicationKeyCreated => other(),
            Self::ApplicationKeyRevoked => other(),
            Self::AuditExported => other(),
            Self::MailRetried => other().repeated(SameDetail).impersonal(),
            Self::PasswordsPaused => refused().impersonal(),
            Self::GuessesPaused => refused().impersonal(),
            Self::GuessesStopped => refused(),
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

/// The facts of one event; without [`Facts::repeated`] it always gets its own line, and without [`Facts::impersonal`] its detail is erased like
/// address and agent.
struct Facts {
    kind: Kind,
    repeats: Option<Repeats>,
    personal_detail: bool,
}

const fn change() -> Facts {
    Facts { kind: Kind::Change, repeats: None, personal_detail: true }
}

const fn factor_refused() -> Facts {
    Facts { kind: Kind::FactorRefused, repeats: None, personal_detail: true }
}

const fn refused() -> Facts {
    Facts { kind: Kind::Refused, repeats: None, personal_detail: true }
}

const fn other() -> Facts {
    Facts { kind: Kind::Other, repeats: None, personal_detail: true }
}

impl Facts {
    const fn repeated(self, repeats: Repeats) -> Self {
        Self { repeats: Some(repeats), ..self }
    }

    const fn impersonal(self) -> Self {
        Self { personal_detail: false, ..self }
    }
}
