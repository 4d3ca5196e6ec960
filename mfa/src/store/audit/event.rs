//! The events of the audit, each with its name and its result.

/// The result of what was refused.
pub(super) const REFUSED: &str = "refused";

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
    pub(super) const ALL: [Self; 46] = [
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
