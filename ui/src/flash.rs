//! What the page after a redirect has to tell: that something was done.
//!
//! It travels in a cookie of one minute, as one of a few fixed codes, so that addresses stay as they are and nobody can make a link that
//! says something on our page.

use crate::catalog::Catalog;

/// Something that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flash {
    /// An authenticator app was added.
    Added,
    /// An authenticator app took over from another one.
    Replaced,
    /// An authenticator app has another name.
    Renamed,
    /// An authenticator app was removed.
    Removed,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey has another name.
    PasskeyRenamed,
    /// A passkey was removed.
    PasskeyRemoved,
    /// The backup codes are saved.
    CodesSaved,
    /// One session was ended.
    SessionEnded,
    /// All sessions but one were ended.
    SessionsEnded,
    /// The email address was changed.
    EmailChanged,
    /// The password was changed.
    PasswordChanged,
    /// The account is gone.
    AccountDeleted,
    /// The policy was changed.
    PolicySaved,
    /// Another administrator has been asked to approve it.
    ApprovalRequested,
    /// It is approved.
    ApprovalGranted,
    /// It is refused.
    ApprovalRefused,
    /// It is withdrawn.
    ApprovalWithdrawn,
    /// Methods and codes were taken away.
    PersonReset,
    /// All sessions were ended.
    PersonSessionsEnded,
    /// The account was disabled.
    PersonDisabled,
    /// The account can be used again.
    PersonEnabled,
    /// An application's key was revoked.
    KeyRevoked,
    /// The form came after the end of its session.
    NothingChanged,
    /// It is proved who is asking, and now the form has to be filled in once more.
    Confirmed,
    /// The same, of the form for another email address.
    ConfirmedForEmail,
}

impl Flash {
    const ALL: [Self; 26] = [
        Self::Added,
        Self::Replaced,
        Self::Renamed,
        Self::Removed,
        Self::PasskeyAdded,
        Self::PasskeyRenamed,
        Self::PasskeyRemoved,
        Self::CodesSaved,
        Self::SessionEnded,
        Self::SessionsEnded,
        Self::EmailChanged,
        Self::PasswordChanged,
        Self::AccountDeleted,
        Self::PolicySaved,
        Self::ApprovalRequested,
        Self::ApprovalGranted,
        Self::ApprovalRefused,
        Self::ApprovalWithdrawn,
        Self::PersonReset,
        Self::PersonSessionsEnded,
        Self::PersonDisabled,
        Self::PersonEnabled,
        Self::KeyRevoked,
        Self::NothingChanged,
        Self::Confirmed,
        Self::ConfirmedForEmail,
    ];

    /// What stands in the cookie.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Replaced => "replaced",
            Self::Renamed => "renamed",
            Self::Removed => "removed",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRenamed => "passkey-renamed",
            Self::PasskeyRemoved => "passkey-removed",
            Self::CodesSaved => "codes-saved",
            Self::SessionEnded => "session-ended",
            Self::SessionsEnded => "sessions-ended",
            Self::EmailChanged => "email-changed",
            Self::PasswordChanged => "password-changed",
            Self::AccountDeleted => "account-deleted",
            Self::PolicySaved => "policy-saved",
            Self::ApprovalRequested => "approval-requested",
            Self::ApprovalGranted => "approval-granted",
            Self::ApprovalRefused => "approval-refused",
            Self::ApprovalWithdrawn => "approval-withdrawn",
            Self::PersonReset => "person-reset",
            Self::PersonSessionsEnded => "person-sessions-ended",
            Self::PersonDisabled => "person-disabled",
            Self::PersonEnabled => "person-enabled",
            Self::KeyRevoked => "key-revoked",
            Self::NothingChanged => "nothing-changed",
            Self::Confirmed => "confirmed",
            Self::ConfirmedForEmail => "confirmed-for-email",
        }
    }

    /// The notice with exactly this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.code() == code)
    }

    /// What it says, in the visitor's language.
    #[must_use]
    pub fn text(self, catalog: Catalog) -> String {
        catalog.text(match self {
            Self::Added => "notice-added",
            Self::Replaced => "notice-replaced",
            Self::Renamed => "notice-renamed",
            Self::Removed => "notice-removed",
            Self::PasskeyAdded => "notice-passkey-added",
            Self::PasskeyRenamed => "notice-passkey-renamed",
            Self::PasskeyRemoved => "notice-passkey-removed",
            Self::CodesSaved => "notice-codes-saved",
            Self::SessionEnded => "notice-session-ended",
            Self::SessionsEnded => "notice-sessions-ended",
            Self::EmailChanged => "notice-email-changed",
            Self::PasswordChanged => "notice-password-changed",
            Self::AccountDeleted => "notice-account-deleted",
            Self::PolicySaved => "notice-policy-saved",
            Self::ApprovalRequested => "notice-approval-requested",
            Self::ApprovalGranted => "notice-approval-granted",
            Self::ApprovalRefused => "notice-approval-refused",
            Self::ApprovalWithdrawn => "notice-approval-withdrawn",
            Self::PersonReset => "notice-person-reset",
            Self::PersonSessionsEnded => "notice-person-sessions-ended",
            Self::PersonDisabled => "notice-person-disabled",
            Self::PersonEnabled => "notice-person-enabled",
            Self::KeyRevoked => "notice-key-revoked",
            Self::NothingChanged => "notice-nothing-changed",
            Self::Confirmed => "notice-confirmed",
            Self::ConfirmedForEmail => "notice-confirmed-for-email",
        })
    }
}
