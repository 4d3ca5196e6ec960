//! The properties of each kind of error, as the screens query them.

use super::Error;

/// The clients that can receive an error, from few to many: each audience contains the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Administrators, on the dashboard.
    Administrators,
    /// Callers of functions, and forms of pages.
    Functions,
    /// Dialogs and screens in a browser as well.
    Dialogs,
    /// The buttons for a passkey as well.
    PasskeyButtons,
}

/// The field that an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An email address.
    Email,
    /// A password being chosen.
    NewPassword,
    /// An existing password, which is asked for.
    CurrentPassword,
    /// A code of an authenticator app, or a recovery code.
    Code,
    /// A name that the user gives.
    Name,
    /// The confirmation box.
    Confirmation,
    /// The reason that an administrator gives.
    Reason,
}

/// The properties of one kind of error.
#[derive(Clone, Copy)]
pub(super) struct Class {
    status: u16,
    audience: Audience,
    subject: Option<Subject>,
    is_final: bool,
}

/// An error that passes by itself or with other input, and isn't about a field.
pub(super) const fn class(status: u16, audience: Audience) -> Class {
    Class { status, audience, subject: None, is_final: false }
}

impl Class {
    pub(super) const fn about(self, subject: Subject) -> Self {
        Self { subject: Some(subject), ..self }
    }

    pub(super) const fn as_final(self) -> Self {
        Self { is_final: true, ..self }
    }
}

impl Error {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.class().status
    }

    /// The audience that can receive this error.
    pub fn audience(&self) -> Audience {
        self.class().audience
    }

    /// The field that the error is about. `None` if it isn't about a field.
    pub fn subject(&self) -> Option<Subject> {
        self.class().subject
    }

    /// Whether the input was an invalid code, so that the user can type another one.
    pub fn is_about_code(&self) -> bool {
        self.subject() == Some(Subject::Code)
    }

    /// Whether the screen or button that received this error has nothing more to offer: the same request would be refused again until the user does
    /// something else, such as signing in, giving another proof or starting again. An error that passes by itself, or with other input, isn't final.
    pub fn is_final(&self) -> bool {
        self.class().is_final
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
            Error::ApplicationUnavailable,
            Error::Transport,
            Error::NameInvalid,
            // The next press of the button begins another ceremony.
            Error::PasskeyCeremonyOver,
            Error::PasskeyRefused,
            // Another passkey may work.
            Error::PasskeyUnknown,
            Error::PasskeyUserNotVerified,
            Error::PasskeyAlreadyRegistered,
        ] {
            assert!(!error.is_final(), "{error}");
        }
    }
}
