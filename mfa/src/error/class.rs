//! What is known of each kind of error, and what the screen that meets an error asks of it.

use super::Error;

/// Who can meet an error, from few to many: each audience contains the ones before it.
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
    /// A password that is chosen, as opposed to one that is asked for.
    NewPassword,
    /// A password that is asked for.
    CurrentPassword,
    /// A code of an authenticator app, or a recovery code.
    Code,
    /// The name of a thing.
    Name,
    /// The box that confirms.
    Confirmation,
    /// An administrator's reason.
    Reason,
}

/// One kind of error.
#[derive(Clone, Copy)]
pub(super) struct Class {
    status: u16,
    audience: Audience,
    subject: Option<Subject>,
    is_final: bool,
}

/// An error that passes by itself or by typing something else, and isn't about a field.
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
    /// The HTTP status that fits.
    pub fn status(&self) -> u16 {
        self.class().status
    }

    /// Who can meet it.
    pub fn audience(&self) -> Audience {
        self.class().audience
    }

    /// The field that it is about. `None` if it is about no field.
    pub fn subject(&self) -> Option<Subject> {
        self.class().subject
    }

    /// Whether what was typed is no code that counts, so that another one can be typed.
    pub fn is_about_code(&self) -> bool {
        self.subject() == Some(Subject::Code)
    }

    /// Whether the screen or button that met this error has nothing more to offer: the same request would be refused again until something else was
    /// done, such as to sign in, to give another proof or to begin anew. An error that passes by itself, or by typing something else, isn't final.
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
