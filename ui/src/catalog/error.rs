//! What a person is told about each error: what happened, and what to do next.

use super::{Catalog, FluentValue};
use mfa::Error;

impl Catalog {
    /// The sentence for `error`.
    ///
    /// A wait isn't part of it: [`Catalog::wait`] says how long, and the page counts it down.
    #[must_use]
    pub fn error(self, error: &Error) -> String {
        let key = key(error);
        match *error {
            Error::PasswordTooShort { minimum } => self.fill(key, [("minimum", minimum.into())]),
            Error::PasswordTooLong { maximum } => self.fill(key, [("maximum", maximum.into())]),
            Error::MfaClockDrift { minutes } => self.fill(key, [("minutes", FluentValue::from(minutes.unsigned_abs()))]),
            _ => self.text(key),
        }
    }
}

/// One key for every variant: a new variant doesn't compile until it has its words.
const fn key(error: &Error) -> &'static str {
    match error {
        Error::MalformedRequest => "error-malformed-request",
        Error::NotSignedIn => "error-not-signed-in",
        Error::SignInFailed => "error-sign-in-failed",
        Error::SessionChanged => "error-session-changed",
        Error::RequiresAdditionalAuth => "error-requires-additional-auth",
        Error::CrossSite => "error-cross-site",
        Error::NotFound => "error-not-found",
        Error::UnsupportedMediaType => "error-unsupported-media-type",
        Error::NotPossibleNow => "error-not-possible-now",
        Error::EmailInvalid => "error-email-invalid",
        Error::EmailUnavailable => "error-email-unavailable",
        Error::EmailUnchanged => "error-email-unchanged",
        Error::EmailReplaced => "error-email-replaced",
        Error::PasswordTooShort { .. } => "error-password-too-short",
        Error::PasswordTooLong { .. } => "error-password-too-long",
        Error::PasswordTooCommon => "error-password-too-common",
        Error::PasswordGuessable => "error-password-guessable",
        Error::PasswordContainsEmail => "error-password-contains-email",
        Error::CurrentPasswordWrong => "error-current-password-wrong",
        Error::NameInvalid => "error-name-invalid",
        Error::ConfirmationMissing => "error-confirmation-missing",
        Error::MfaInvalidCode => "error-mfa-invalid-code",
        Error::MfaCodeMalformed => "error-mfa-code-malformed",
        Error::MfaClockDrift { minutes } if *minutes < 0 => "error-mfa-clock-behind",
        Error::MfaClockDrift { .. } => "error-mfa-clock-ahead",
        Error::MfaInvalidRecoveryCode => "error-mfa-invalid-recovery-code",
        Error::MfaRecoveryCodeMalformed => "error-mfa-recovery-code-malformed",
        Error::MfaRateLimited { .. } => "error-mfa-rate-limited",
        Error::MfaChallengeOver => "error-mfa-challenge-over",
        Error::MfaEnrollmentOver => "error-mfa-enrollment-over",
        Error::MfaLocked => "error-mfa-locked",
        Error::PasswordRateLimited { .. } => "error-password-rate-limited",
        Error::AddressRateLimited { .. } => "error-address-rate-limited",
        Error::Busy { .. } => "error-busy",
        Error::Unavailable => "error-unavailable",
        Error::PasskeyCeremonyOver => "error-passkey-ceremony-over",
        Error::PasskeyRefused => "error-passkey-refused",
        Error::PasskeyUserNotVerified => "error-passkey-user-not-verified",
        Error::PasskeyUnknown => "error-passkey-unknown",
        Error::PasskeyAlreadyRegistered => "error-passkey-already-registered",
        Error::PasskeyLimitReached => "error-passkey-limit-reached",
        Error::PasskeyCloned => "error-passkey-cloned",
        Error::TotpDeviceAlreadyRegistered => "error-totp-device-already-registered",
        Error::MethodDisabled => "error-method-disabled",
        Error::EnrollmentNotBegun => "error-enrollment-not-begun",
        Error::LastAdministrator => "error-last-administrator",
        Error::LastMethod => "error-last-method",
        Error::StepUpRequired => "error-step-up-required",
        Error::RecoveryCodesAcknowledged => "error-recovery-codes-acknowledged",
        Error::RecoveryCodesReplaced => "error-recovery-codes-replaced",
        Error::NoRecoveryCodes => "error-no-recovery-codes",
        Error::ConfirmationOver => "error-confirmation-over",
        Error::PolicyChanged => "error-policy-changed",
        Error::NameTaken => "error-name-taken",
        Error::ReasonMissing => "error-reason-missing",
        Error::SecondAdministratorNeeded => "error-second-administrator-needed",
        Error::Transport => "error-transport",
    }
}
