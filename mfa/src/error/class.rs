//! What errors have in common for the screen that meets them.

use super::Error;

impl Error {
    /// Whether what was typed is no code that counts, so that another one can be typed.
    pub fn is_about_code(&self) -> bool {
        matches!(
            self,
            Self::MfaInvalidCode
                | Self::MfaCodeMalformed
                | Self::MfaClockDrift { .. }
                | Self::MfaInvalidRecoveryCode
                | Self::MfaRecoveryCodeMalformed
        )
    }

    /// Whether the screen or button that met this error has nothing more to offer: the same request would be refused again until something else was
    /// done, such as to sign in, to give another proof or to begin anew. An error that passes by itself, or by typing something else, isn't final.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::NotSignedIn
                | Self::SessionChanged
                | Self::RequiresAdditionalAuth
                | Self::StepUpRequired
                | Self::NotPossibleNow
                | Self::MfaChallengeOver
                | Self::ConfirmationOver
                | Self::MfaEnrollmentOver
                | Self::EnrollmentNotBegun
                | Self::MfaLocked
                | Self::MethodDisabled
                | Self::TotpDeviceAlreadyRegistered
                | Self::NoRecoveryCodes
                | Self::RecoveryCodesReplaced
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Error;

    #[test]
    fn an_error_is_final_if_the_same_request_would_be_refused_again() {
        for error in [
            Error::NotSignedIn,
            Error::SessionChanged,
            Error::RequiresAdditionalAuth,
            Error::StepUpRequired,
            Error::NotPossibleNow,
            Error::MfaChallengeOver,
            Error::ConfirmationOver,
            Error::MfaEnrollmentOver,
            Error::EnrollmentNotBegun,
            Error::MfaLocked,
            Error::MethodDisabled,
            Error::TotpDeviceAlreadyRegistered,
            Error::NoRecoveryCodes,
            Error::RecoveryCodesReplaced,
        ] {
            assert!(error.is_final(), "{error}");
        }
    }

    #[test]
    fn an_error_that_passes_is_not_final() {
        for error in [
            Error::MfaInvalidCode,
            Error::MfaCodeMalformed,
            Error::MfaClockDrift { minutes: 4 },
            Error::MfaInvalidRecoveryCode,
            Error::MfaRecoveryCodeMalformed,
            Error::MfaRateLimited { retry_after_seconds: 30 },
            Error::AddressRateLimited { retry_after_seconds: 30 },
            Error::Busy { retry_after_seconds: 1 },
            Error::Unavailable,
            Error::Transport,
            Error::NameInvalid,
            // Another ceremony begins with the next press of the button.
            Error::PasskeyCeremonyOver,
            Error::PasskeyRefused,
            // Another passkey may do.
            Error::PasskeyUnknown,
            Error::PasskeyUserNotVerified,
            Error::PasskeyAlreadyRegistered,
        ] {
            assert!(!error.is_final(), "{error}");
        }
    }
}
