//! How an error is read back where there is no parser for it: in the browser, which has one of its own.

use super::Error;

impl Error {
    /// The error with this code; `number` gives the numbers that belong to it, by their names.
    pub fn from_code(code: &str, number: &dyn Fn(&str) -> i64) -> Option<Self> {
        all(number).into_iter().find(|error| error.code() == code)
    }
}

/// One of each that a function answers, with these numbers. What only administrators meet stays on the server.
fn all(number: &dyn Fn(&str) -> i64) -> [Error; 52] {
    let unsigned = |name| u64::try_from(number(name)).unwrap_or(0);
    let small = |name| u32::try_from(number(name)).unwrap_or(0);
    let minimum = small("minimum");
    let maximum = small("maximum");
    let minutes = number("minutes");
    let retry_after_seconds = unsigned("retry_after_seconds");
    [
        Error::MalformedRequest,
        Error::NotSignedIn,
        Error::SignInFailed,
        Error::SessionChanged,
        Error::RequiresAdditionalAuth,
        Error::CrossSite,
        Error::NotFound,
        Error::UnsupportedMediaType,
        Error::NotPossibleNow,
        Error::EmailInvalid,
        Error::EmailUnavailable,
        Error::EmailUnchanged,
        Error::EmailReplaced,
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
        Error::PasskeyCeremonyOver,
        Error::PasskeyRefused,
        Error::PasskeyUserNotVerified,
        Error::PasskeyUnknown,
        Error::PasskeyAlreadyRegistered,
        Error::PasskeyLimitReached,
        Error::PasskeyCloned,
        Error::TotpDeviceAlreadyRegistered,
        Error::MethodDisabled,
        Error::EnrollmentNotBegun,
        Error::LastMethod,
        Error::LastAdministrator,
        Error::StepUpRequired,
        Error::RecoveryCodesAcknowledged,
        Error::RecoveryCodesReplaced,
        Error::NoRecoveryCodes,
        Error::ConfirmationOver,
        Error::Transport,
    ]
}

#[cfg(test)]
mod tests {
    use super::{Error, all};

    #[test]
    fn every_error_comes_back_as_it_was() {
        for error in all(&|name| if name == "minutes" { -3 } else { 4 }) {
            let json = serde_json::to_value(&error).unwrap();
            let number = |name: &str| json.get(name).and_then(serde_json::Value::as_i64).unwrap_or(0);
            assert_eq!(Error::from_code(json["code"].as_str().unwrap(), &number), Some(error.clone()));
            assert_eq!(serde_json::from_value::<Error>(json).unwrap(), error);
        }
        assert_eq!(Error::from_code("from_another_version", &|_| 0), None);
    }
}
