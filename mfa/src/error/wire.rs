//! How an error is read back.
//!
//! It is written with its code beside its numbers. Serde's own way to read such a thing first keeps it in a form that could hold anything, whose
//! code a browser would have to load; this knows what there is.

use super::Error;
use serde::Deserialize;

/// Any error, as it is on the wire.
#[derive(Deserialize)]
pub(super) struct Wire {
    code: String,
    #[serde(default)]
    minimum: u32,
    #[serde(default)]
    maximum: u32,
    #[serde(default)]
    minutes: i64,
    #[serde(default)]
    retry_after_seconds: u64,
}

/// There is no error with this code.
pub(super) struct Unknown;

impl std::fmt::Display for Unknown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("unknown error code")
    }
}

impl Wire {
    fn all(&self) -> [Error; 40] {
        let Self { minimum, maximum, minutes, retry_after_seconds, .. } = *self;
        [
            Error::MalformedRequest,
            Error::NotSignedIn,
            Error::SignInFailed,
            Error::RequiresAdditionalAuth,
            Error::CrossSite,
            Error::NotFound,
            Error::UnsupportedMediaType,
            Error::NotPossibleNow,
            Error::EmailInvalid,
            Error::EmailUnavailable,
            Error::PasswordTooShort { minimum },
            Error::PasswordTooLong { maximum },
            Error::PasswordTooCommon,
            Error::PasswordGuessable,
            Error::PasswordContainsEmail,
            Error::CurrentPasswordWrong,
            Error::NameInvalid,
            Error::ConfirmationMissing,
            Error::MfaInvalidCode,
            Error::MfaCodeMalformed,
            Error::MfaClockDrift { minutes },
            Error::MfaInvalidRecoveryCode,
            Error::MfaRecoveryCodeMalformed,
            Error::MfaRateLimited { retry_after_seconds },
            Error::MfaChallengeOver,
            Error::MfaEnrollmentOver,
            Error::MfaLocked,
            Error::PasswordRateLimited { retry_after_seconds },
            Error::AddressRateLimited { retry_after_seconds },
            Error::Busy { retry_after_seconds },
            Error::Unavailable,
            Error::TotpDeviceAlreadyRegistered,
            Error::MethodDisabled,
            Error::EnrollmentNotBegun,
            Error::LastMethod,
            Error::LastAdministrator,
            Error::StepUpRequired,
            Error::RecoveryCodesAcknowledged,
            Error::NoRecoveryCodes,
            Error::Transport,
        ]
    }
}

impl TryFrom<Wire> for Error {
    type Error = Unknown;

    fn try_from(wire: Wire) -> Result<Self, Unknown> {
        wire.all().into_iter().find(|error| error.code() == wire.code).ok_or(Unknown)
    }
}

#[cfg(all(test, feature = "store"))]
mod tests {
    use super::{Error, Wire};

    #[test]
    fn every_error_comes_back_as_it_was() {
        let wire = Wire { code: String::new(), minimum: 1, maximum: 2, minutes: -3, retry_after_seconds: 4 };
        for error in wire.all() {
            let json = serde_json::to_string(&error).unwrap();
            assert_eq!(serde_json::from_str::<Error>(&json).unwrap(), error, "{json}");
            assert!(json.contains(&format!("\"code\":\"{}\"", error.code())), "{json}");
        }
        assert!(serde_json::from_str::<Error>(r#"{"code":"from_another_version"}"#).is_err());
    }
}
