//! What a page shows of a form that was refused.

use super::Fields;
use crate::words::Words;
use leptos::prelude::use_context;
use mfa::Error;

/// In the context of a page that is shown again after its form was refused; empty on any other page.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormState {
    /// What went wrong.
    pub(crate) error: Option<Error>,
    /// What was typed. Passwords and codes aren't among it.
    pub(crate) fields: Fields,
}

/// The field that an error is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Email,
    /// A password that is chosen, as opposed to one that is asked for.
    NewPassword,
    CurrentPassword,
    Code,
    Name,
    Confirmation,
}

impl FormState {
    /// The state of the page that is being rendered.
    pub(crate) fn current() -> Self {
        use_context().unwrap_or_default()
    }

    /// What was typed into `field`.
    pub(crate) fn value(&self, field: &str) -> Option<String> {
        self.fields.get(field).map(str::to_owned)
    }

    /// The words for the error, if it is about `subject`.
    pub(crate) fn error_about(&self, subject: Subject, words: Words) -> Option<String> {
        self.error.as_ref().filter(|error| subject_of(error) == Some(subject)).map(|error| words.error(error))
    }

    /// The error, if it isn't about one of the fields.
    pub(crate) fn page_error(&self) -> Option<&Error> {
        self.error.as_ref().filter(|error| subject_of(error).is_none())
    }
}

fn subject_of(error: &Error) -> Option<Subject> {
    match error {
        Error::EmailInvalid | Error::EmailUnavailable => Some(Subject::Email),
        Error::PasswordTooShort { .. }
        | Error::PasswordTooLong { .. }
        | Error::PasswordTooCommon
        | Error::PasswordGuessable
        | Error::PasswordContainsEmail => Some(Subject::NewPassword),
        Error::CurrentPasswordWrong => Some(Subject::CurrentPassword),
        Error::MfaInvalidCode
        | Error::MfaCodeMalformed
        | Error::MfaClockDrift { .. }
        | Error::MfaInvalidRecoveryCode
        | Error::MfaRecoveryCodeMalformed => Some(Subject::Code),
        Error::NameInvalid => Some(Subject::Name),
        Error::ConfirmationMissing => Some(Subject::Confirmation),
        _ => None,
    }
}
