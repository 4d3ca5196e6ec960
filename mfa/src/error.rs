//! Every failure that may be told to the outside, with a stable code and no free text.

mod class;
mod read;

pub use class::{Audience, Subject};

use Audience::{Administrators, Dialogs, Functions, PasskeyButtons};
use Subject::{Code, Confirmation, CurrentPassword, Email, Name, NewPassword, Reason};
use class::{Class, class};
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// What went wrong, as a closed set: the words for it come from the catalogue, the details go to the log.
///
/// On the wire it is `{"code": "mfa_rate_limited", "retry_after_seconds": 840}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, EnumIter, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
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
    /// The facts of each kind of error, which the methods of `class.rs` explain.
    // Inlined, so that each of these methods compiles to the one fact it tells: in the browser, where size counts, a mask in place of tables.
    #[inline(always)]
    const fn class(&self) -> Class {
        match self {
            Self::MalformedRequest => class(400, Dialogs),
            Self::NotSignedIn => class(401, PasskeyButtons).as_final(),
            Self::SignInFailed => class(401, PasskeyButtons),
            Self::SessionChanged => class(409, PasskeyButtons).as_final(),
            Self::RequiresAdditionalAuth => class(403, Dialogs).as_final(),
            Self::CrossSite => class(403, Functions),
            Self::NotFound => class(404, Dialogs),
            Self::UnsupportedMediaType => class(415, Functions),
            Self::NotPossibleNow => class(409, PasskeyButtons).as_final(),
            Self::EmailInvalid => class(422, Functions).about(Email),
            Self::EmailUnavailable => class(422, Functions).about(Email),
            Self::EmailUnchanged => class(422, Functions).about(Email),
            Self::EmailReplaced => class(409, Functions),
            Self::PasswordTooShort { .. } => class(422, Functions).about(NewPassword),
            Self::PasswordTooLong { .. } => class(422, Functions).about(NewPassword),
            Self::PasswordTooCommon => class(422, Functions).about(NewPassword),
            Self::PasswordGuessable => class(422, Functions).about(NewPassword),
            Self::PasswordContainsEmail => class(422, Functions).about(NewPassword),
            Self::CurrentPasswordWrong => class(422, Functions).about(CurrentPassword),
            Self::NameInvalid => class(422, Dialogs).about(Name),
            Self::ConfirmationMissing => class(422, Dialogs).about(Confirmation),
            Self::MfaInvalidCode => class(401, Dialogs).about(Code),
            Self::MfaCodeMalformed => class(422, Dialogs).about(Code),
            Self::MfaClockDrift { .. } => class(401, Dialogs).about(Code),
            Self::MfaInvalidRecoveryCode => class(401, Dialogs).about(Code),
            Self::MfaRecoveryCodeMalformed => class(422, Dialogs).about(Code),
            Self::MfaRateLimited { .. } => class(429, Dialogs),
            Self::MfaChallengeOver => class(429, Dialogs).as_final(),
            Self::MfaEnrollmentOver => class(429, Dialogs).as_final(),
            Self::MfaLocked => class(403, Dialogs).as_final(),
            Self::PasswordRateLimited { .. } => class(429, Functions),
            Self::AddressRateLimited { .. } => class(429, PasskeyButtons),
            Self::Busy { .. } => class(503, Dialogs),
            Self::Unavailable => class(503, PasskeyButtons),
            Self::PasskeyCeremonyOver => class(409, PasskeyButtons),
            Self::PasskeyRefused => class(401, PasskeyButtons),
            Self::PasskeyUserNotVerified => class(401, PasskeyButtons),
            Self::PasskeyUnknown => class(401, PasskeyButtons),
            Self::PasskeyAlreadyRegistered => class(409, PasskeyButtons),
            Self::PasskeyLimitReached => class(409, PasskeyButtons),
            Self::PasskeyCloned => class(401, PasskeyButtons),
            Self::TotpDeviceAlreadyRegistered => class(401, Dialogs).as_final(),
            Self::MethodDisabled => class(403, PasskeyButtons).as_final(),
            Self::EnrollmentNotBegun => class(409, Dialogs).as_final(),
            Self::LastMethod => class(409, Dialogs),
            Self::LastAdministrator => class(409, Dialogs),
            Self::StepUpRequired => class(403, PasskeyButtons).as_final(),
            Self::RecoveryCodesAcknowledged => class(409, Dialogs),
            Self::RecoveryCodesReplaced => class(409, Dialogs).as_final(),
            Self::NoRecoveryCodes => class(409, Dialogs).as_final(),
            Self::ConfirmationOver => class(409, PasskeyButtons).as_final(),
            Self::PolicyChanged => class(409, Administrators),
            Self::NameTaken => class(409, Administrators).about(Name),
            Self::ReasonMissing => class(422, Administrators).about(Reason),
            Self::SecondAdministratorNeeded => class(409, Administrators),
            Self::Transport => class(503, PasskeyButtons),
        }
    }

    /// The stable code, as on the wire.
    pub fn code(&self) -> &'static str {
        self.into()
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
