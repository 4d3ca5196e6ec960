//! The sentences for errors: what happened, and what to do next.

use super::{Catalog, FluentValue, key_of, named};
use mfa::Error;

impl Catalog {
    /// The sentence for `error`.
    ///
    /// The duration of a wait isn't part of it: [`Catalog::wait`] has a sentence for that, and the page counts it down.
    #[must_use]
    pub fn error(self, error: &Error) -> String {
        let value = match *error {
            Error::PasswordTooShort { minimum } => Some(("minimum", minimum.into())),
            Error::PasswordTooLong { maximum } => Some(("maximum", maximum.into())),
            Error::MfaClockDrift { minutes } => Some(("minutes", FluentValue::from(minutes.unsigned_abs()))),
            _ => None,
        };
        self.look_up(&key(error), Some(&named(value)))
    }
}

/// The key of an error's sentence, made from the error's code. An incorrect clock has two sentences.
pub(super) fn key(error: &Error) -> String {
    match error {
        Error::MfaClockDrift { minutes } if *minutes < 0 => "error-mfa-clock-behind".to_owned(),
        Error::MfaClockDrift { .. } => "error-mfa-clock-ahead".to_owned(),
        error => key_of("error", error.code()),
    }
}
