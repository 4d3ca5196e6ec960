//! Every failure that may be told to the outside, with a stable code and no free text.

mod class;
mod read;

use serde::{Deserialize, Serialize};

/// What went wrong, as a closed set: the words for it come from the catalogue, the details go to the log.
///
/// On the wire it is `{"code": "mfa_rate_limited", "retry_after_seconds": 840}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Error {
    /// The request can't be read.
    MalformedRequest,
    /// There is no session, or it has ended.
    NotSignedIn,
    /// Email or password is wrong; which one is not told.
    SignInFailed,
    /// The page was drawn for another session than the one that is there now.
    SessionChanged,
    /// The session still owes a second factor.
    RequiresAdditionalAuth,
    /// The request came from another site.
    CrossSite,
    /// There is no such thing, or it belongs to somebody else.
    NotFound,
    /// The body is of the wrong kind.
    UnsupportedMediaType,
    /// The flow is at another step.
    NotPossibleNow,
    /// Not an email address.
    EmailInvalid,
    /// The email address can't be used for a new account.
    EmailUnavailable,
    /// The new email address is the one that the account has already.
    EmailUnchanged,
    /// The account has another email address by now than the one that is to be replaced.
    EmailReplaced,
    /// Fewer characters than the policy asks for.
    PasswordTooShort {
        /// The least number of characters.
        minimum: u32,
    },
    /// More characters than are accepted.
    PasswordTooLong {
        /// The greatest number of characters.
        maximum: u32,
    },
    /// Among the passwords that everybody tries first.
    PasswordTooCommon,
    /// Made of a pattern that is guessed quickly.
    PasswordGuessable,
    /// Built around the email address or the name of the service.
    PasswordContainsEmail,
    /// The present password, asked for once more, is wrong.
    CurrentPasswordWrong,
    /// A name is empty, too long, or holds characters that can't be shown.
    NameInvalid,
    /// The box that confirms was not ticked.
    ConfirmationMissing,
    /// The code is wrong, used already, or from another time.
    MfaInvalidCode,
    /// Not six digits: not counted as a guess.
    MfaCodeMalformed,
    /// Told at enrollment only: the code fits a moment that is minutes away.
    MfaClockDrift {
        /// How far the device's clock is ahead; negative when it is behind.
        minutes: i64,
    },
    /// The recovery code is wrong or used already.
    MfaInvalidRecoveryCode,
    /// Not of the shape of a recovery code: not counted as a guess.
    MfaRecoveryCodeMalformed,
    /// Too many wrong codes in a row for this account.
    MfaRateLimited {
        /// Seconds until the next code is looked at.
        retry_after_seconds: u64,
    },
    /// Too many wrong codes in this challenge: it has to be started anew.
    MfaChallengeOver,
    /// Too many wrong first codes for the device being enrolled: it has to be started anew.
    MfaEnrollmentOver,
    /// A hundred wrong codes in a row: only the operator's reset helps.
    MfaLocked,
    /// Too many wrong passwords for this account.
    PasswordRateLimited {
        /// Seconds until the next password is looked at.
        retry_after_seconds: u64,
    },
    /// Too many attempts from one network address.
    AddressRateLimited {
        /// Seconds until the next attempt is looked at.
        retry_after_seconds: u64,
    },
    /// The server has its hands full.
    Busy {
        /// Seconds after which to try again.
        retry_after_seconds: u64,
    },
    /// The storage doesn't answer.
    Unavailable,
    /// The passkey ceremony has run out, was answered before, or is another session's.
    PasskeyCeremonyOver,
    /// The passkey's answer doesn't count: its signature, or where and for whom it was made.
    PasskeyRefused,
    /// The passkey was used without a check of who is using it.
    PasskeyUserNotVerified,
    /// The passkey isn't known, or belongs to another account.
    PasskeyUnknown,
    /// The passkey is registered already.
    PasskeyAlreadyRegistered,
    /// The user has as many passkeys as the policy allows: remove one first.
    PasskeyLimitReached,
    /// The passkey counts its uses, and has counted back: there may be a copy of it.
    PasskeyCloned,
    /// The user has as many authenticator apps as the policy allows: delete the existing device first.
    TotpDeviceAlreadyRegistered,
    /// The policy has this method switched off.
    MethodDisabled,
    /// This session has no device waiting for its first code, or it has expired.
    EnrollmentNotBegun,
    /// The last method of an account that must have one can only be replaced.
    LastMethod,
    /// No administrator would be left who can get in under the policy in force.
    LastAdministrator,
    /// A fresh proof of a method is needed first.
    StepUpRequired,
    /// The codes were acknowledged: only their hashes remain.
    RecoveryCodesAcknowledged,
    /// The codes that were shown were replaced by others since.
    RecoveryCodesReplaced,
    /// There are no recovery codes.
    NoRecoveryCodes,
    /// What was about to be confirmed has run out, was confirmed before, or is another session's.
    ConfirmationOver,
    /// The policy was changed since the one was read that a change begins with.
    PolicyChanged,
    /// Something else has that name already.
    NameTaken,
    /// What an administrator does to others has to have a reason.
    ReasonMissing,
    /// What is done to an administrator takes two others: one who asks for it and one who approves.
    SecondAdministratorNeeded,
    /// The request didn't reach the server, or its answer didn't come back.
    Transport,
}

impl Error {
    /// The stable code, as on the wire.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MalformedRequest => "malformed_request",
            Self::NotSignedIn => "not_signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SessionChanged => "session_changed",
            Self::RequiresAdditionalAuth => "requires_additional_auth",
            Self::CrossSite => "cross_site",
            Self::NotFound => "not_found",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::NotPossibleNow => "not_possible_now",
            Self::EmailInvalid => "email_invalid",
            Self::EmailUnavailable => "email_unavailable",
            Self::EmailUnchanged => "email_unchanged",
            Self::EmailReplaced => "email_replaced",
            Self::PasswordTooShort { .. } => "password_too_short",
            Self::PasswordTooLong { .. } => "password_too_long",
            Self::PasswordTooCommon => "password_too_common",
            Self::PasswordGuessable => "password_guessable",
            Self::PasswordContainsEmail => "password_contains_email",
            Self::CurrentPasswordWrong => "current_password_wrong",
            Self::NameInvalid => "name_invalid",
            Self::ConfirmationMissing => "confirmation_missing",
            Self::MfaInvalidCode => "mfa_invalid_code",
            Self::MfaCodeMalformed => "mfa_code_malformed",
            Self::MfaClockDrift { .. } => "mfa_clock_drift",
            Self::MfaInvalidRecoveryCode => "mfa_invalid_recovery_code",
            Self::MfaRecoveryCodeMalformed => "mfa_recovery_code_malformed",
            Self::MfaRateLimited { .. } => "mfa_rate_limited",
            Self::MfaChallengeOver => "mfa_challenge_over",
            Self::MfaEnrollmentOver => "mfa_enrollment_over",
            Self::MfaLocked => "mfa_locked",
            Self::PasswordRateLimited { .. } => "password_rate_limited",
            Self::AddressRateLimited { .. } => "address_rate_limited",
            Self::Busy { .. } => "busy",
            Self::Unavailable => "unavailable",
            Self::PasskeyCeremonyOver => "passkey_ceremony_over",
            Self::PasskeyRefused => "passkey_refused",
            Self::PasskeyUserNotVerified => "passkey_user_not_verified",
            Self::PasskeyUnknown => "passkey_unknown",
            Self::PasskeyAlreadyRegistered => "passkey_already_registered",
            Self::PasskeyLimitReached => "passkey_limit_reached",
            Self::PasskeyCloned => "passkey_cloned",
            Self::TotpDeviceAlreadyRegistered => "totp_device_already_registered",
            Self::MethodDisabled => "method_disabled",
            Self::EnrollmentNotBegun => "enrollment_not_begun",
            Self::LastMethod => "last_method",
            Self::LastAdministrator => "last_administrator",
            Self::StepUpRequired => "step_up_required",
            Self::RecoveryCodesAcknowledged => "recovery_codes_acknowledged",
            Self::RecoveryCodesReplaced => "recovery_codes_replaced",
            Self::NoRecoveryCodes => "no_recovery_codes",
            Self::ConfirmationOver => "confirmation_over",
            Self::PolicyChanged => "policy_changed",
            Self::NameTaken => "name_taken",
            Self::ReasonMissing => "reason_missing",
            Self::SecondAdministratorNeeded => "second_administrator_needed",
            Self::Transport => "transport",
        }
    }

    /// The HTTP status that fits.
    pub fn status(&self) -> u16 {
        match self {
            Self::MalformedRequest => 400,
            Self::NotSignedIn
            | Self::SignInFailed
            | Self::MfaInvalidCode
            | Self::MfaClockDrift { .. }
            | Self::MfaInvalidRecoveryCode
            | Self::PasskeyRefused
            | Self::PasskeyUserNotVerified
            | Self::PasskeyUnknown
            | Self::PasskeyCloned
            | Self::TotpDeviceAlreadyRegistered => 401,
            Self::RequiresAdditionalAuth | Self::CrossSite | Self::MfaLocked | Self::MethodDisabled | Self::StepUpRequired => 403,
            Self::NotFound => 404,
            Self::NotPossibleNow
            | Self::SessionChanged
            | Self::EmailReplaced
            | Self::RecoveryCodesReplaced
            | Self::PasskeyCeremonyOver
            | Self::PasskeyAlreadyRegistered
            | Self::PasskeyLimitReached
            | Self::EnrollmentNotBegun
            | Self::LastMethod
            | Self::LastAdministrator
            | Self::RecoveryCodesAcknowledged
            | Self::NoRecoveryCodes
            | Self::ConfirmationOver
            | Self::PolicyChanged
            | Self::NameTaken
            | Self::SecondAdministratorNeeded => 409,
            Self::UnsupportedMediaType => 415,
            Self::EmailInvalid
            | Self::EmailUnavailable
            | Self::EmailUnchanged
            | Self::PasswordTooShort { .. }
            | Self::PasswordTooLong { .. }
            | Self::PasswordTooCommon
            | Self::PasswordGuessable
            | Self::PasswordContainsEmail
            | Self::CurrentPasswordWrong
            | Self::NameInvalid
            | Self::ConfirmationMissing
            | Self::ReasonMissing
            | Self::MfaCodeMalformed
            | Self::MfaRecoveryCodeMalformed => 422,
            Self::MfaRateLimited { .. }
            | Self::MfaChallengeOver
            | Self::MfaEnrollmentOver
            | Self::PasswordRateLimited { .. }
            | Self::AddressRateLimited { .. } => 429,
            Self::Busy { .. } | Self::Unavailable | Self::Transport => 503,
        }
    }

    /// How long to wait before the same request can succeed, for `Retry-After` and the countdown.
    pub fn retry_after_seconds(&self) -> Option<u64> {
        match self {
            Self::MfaRateLimited { retry_after_seconds }
            | Self::PasswordRateLimited { retry_after_seconds }
            | Self::AddressRateLimited { retry_after_seconds }
            | Self::Busy { retry_after_seconds } => Some(*retry_after_seconds),
            _ => None,
        }
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::error::Error for Error {}
