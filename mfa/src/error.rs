//! Every failure that clients may see, with a stable code and no free text.

mod class;
mod read;

pub use class::{Audience, Subject};

use Audience::{Administrators, Dialogs, Functions, PasskeyButtons};
use Subject::{Code, Confirmation, CurrentPassword, Email, Name, NewPassword, Reason};
use class::{Class, class};
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// A failure, from a closed set: its text comes from the catalogue, its details go to the log.
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
    /// Email or password is wrong; the error doesn't tell which.
    SignInFailed,
    /// The page was rendered for another session than the present one.
    SessionChanged,
    /// The session still needs a second factor.
    RequiresAdditionalAuth,
    /// The request came from another site.
    CrossSite,
    /// The thing doesn't exist, or belongs to another account.
    NotFound,
    /// The media type of the request's body isn't supported.
    UnsupportedMediaType,
    /// The flow is at another step.
    NotPossibleNow,
    /// Not an email address.
    EmailInvalid,
    /// The email address can't be used for a new account.
    EmailUnavailable,
    /// The account has this email address already.
    EmailUnchanged,
    /// The account's email address was changed since the change was begun.
    EmailReplaced,
    /// Fewer characters than the policy requires.
    PasswordTooShort {
        /// The smallest number of characters.
        minimum: u32,
    },
    /// More characters than are accepted.
    PasswordTooLong {
        /// The largest number of characters.
        maximum: u32,
    },
    /// On the list of the most common passwords.
    PasswordTooCommon,
    /// Made of a pattern that is quickly guessed.
    PasswordGuessable,
    /// Built around the email address or the name of the service.
    PasswordContainsEmail,
    /// The current password, which the change asks for, is wrong.
    CurrentPasswordWrong,
    /// A name is empty, too long, or holds characters that can't be shown.
    NameInvalid,
    /// The confirmation box was not ticked.
    ConfirmationMissing,
    /// The code is wrong, used already, or from another time.
    MfaInvalidCode,
    /// Not six digits; not counted as a guess.
    MfaCodeMalformed,
    /// Only at enrollment: the code fits a time that is minutes away.
    MfaClockDrift {
        /// How far the device's clock is ahead; negative if it is behind.
        minutes: i64,
    },
    /// The recovery code is wrong or used already.
    MfaInvalidRecoveryCode,
    /// Not in the format of a recovery code; not counted as a guess.
    MfaRecoveryCodeMalformed,
    /// Too many wrong codes in a row for this account.
    MfaRateLimited {
        /// Seconds until the next code is checked.
        retry_after_seconds: u64,
    },
    /// Too many wrong codes in this challenge; it has to be started again.
    MfaChallengeOver,
    /// Too many wrong first codes for the device being enrolled; it has to be started again.
    MfaEnrollmentOver,
    /// A hundred wrong codes in a row: codes are locked until an authenticator app is added or replaced, which takes a passkey, or until the account's
    /// methods are reset or recovered.
    MfaLocked,
    /// Too many wrong passwords for this account.
    PasswordRateLimited {
        /// Seconds until the next password is checked.
        retry_after_seconds: u64,
    },
    /// Too many attempts from one network address.
    AddressRateLimited {
        /// Seconds until the next attempt is checked.
        retry_after_seconds: u64,
    },
    /// The server is overloaded.
    Busy {
        /// Seconds after which to try again.
        retry_after_seconds: u64,
    },
    /// The storage doesn't answer, or another internal failure occurred.
    Unavailable,
    /// The application that signs its users in can't tell who is signed in.
    ApplicationUnavailable,
    /// The passkey ceremony has expired, was answered before, or belongs to another session.
    PasskeyCeremonyOver,
    /// The passkey's answer is invalid: its signature, its origin or its relying party.
    PasskeyRefused,
    /// The passkey was used without user verification.
    PasskeyUserNotVerified,
    /// The passkey isn't known, or belongs to another account.
    PasskeyUnknown,
    /// The passkey is registered already.
    PasskeyAlreadyRegistered,
    /// The user has as many passkeys as the policy allows: remove one first.
    PasskeyLimitReached,
    /// The passkey's signature counter went backwards: there may be a copy of it.
    PasskeyCloned,
    /// The user has as many authenticator apps as the policy allows: delete the existing device first.
    TotpDeviceAlreadyRegistered,
    /// The policy has switched this method off.
    MethodDisabled,
    /// This session has no device waiting for its first code, or it has expired.
    EnrollmentNotBegun,
    /// The last method of an account that must have one can only be replaced.
    LastMethod,
    /// No administrator would be left who can sign in under the policy in force.
    LastAdministrator,
    /// A fresh proof of a method is needed first.
    StepUpRequired,
    /// The recovery codes were acknowledged: only their hashes remain.
    RecoveryCodesAcknowledged,
    /// The recovery codes that were shown have been replaced since.
    RecoveryCodesReplaced,
    /// The account has no recovery codes.
    NoRecoveryCodes,
    /// The link of a mail has expired, was used before, or was never sent.
    LinkOver,
    /// The confirmation has expired, was used before, or belongs to another session.
    ConfirmationOver,
    /// The policy was changed after the version was read on which this change is based.
    PolicyChanged,
    /// The name is in use.
    NameTaken,
    /// An administrator's action on another account needs a reason.
    ReasonMissing,
    /// An action on an administrator takes two other administrators: one who requests it and one who approves it.
    SecondAdministratorNeeded,
    /// The request didn't reach the server, or its answer didn't come back.
    Transport,
}

impl Error {
    /// The facts of each kind of error. The methods in `class.rs` explain them.
    // Inlined, so that each of these methods compiles to the one fact that it returns: a mask instead of tables in the browser, where size counts.
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
            Self::ApplicationUnavailable => class(503, Functions),
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
            Self::LinkOver => class(410, Functions),
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

    /// Seconds to wait before the same request can succeed, for `Retry-After` and the countdown.
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
