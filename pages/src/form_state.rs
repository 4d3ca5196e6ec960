//! The state of a page whose form was refused.

use crate::fields::Fields;
use mfa::{Error, error::Subject};
use ui::{catalog::Catalog, form_error::FormError};

/// The state of a page that is shown again after its form was refused; empty on any other page.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormState {
    /// The error.
    pub(crate) error: Option<Error>,
    /// The user's input, without passwords and codes.
    pub(crate) fields: Fields,
    /// A secret that was just created, and is shown only this once.
    pub(crate) made: Option<Made>,
}

/// A secret for the page. It is never printed.
#[derive(Clone)]
pub(crate) struct Made(pub(crate) String);

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Made")
    }
}

impl FormState {
    /// The input in `field`.
    pub(crate) fn value(&self, field: &str) -> Option<String> {
        self.fields.get(field).map(str::to_owned)
    }

    /// The sentence about the error, if it is about `subject`.
    pub(crate) fn error_about(&self, subject: Subject, catalog: Catalog) -> Option<String> {
        self.error.as_ref().filter(|error| error.subject() == Some(subject)).map(|error| catalog.error(error))
    }

    /// The error for a screen with one field, with a text that is sufficient without scripts.
    pub(crate) fn form_error(&self, catalog: Catalog) -> Option<FormError> {
        self.error.as_ref().map(|error| FormError { about_field: error.subject().is_some(), ..in_words(error, catalog) })
    }

    /// The error, if it isn't about one of the fields.
    pub(crate) fn page_error(&self) -> Option<&Error> {
        self.error.as_ref().filter(|error| error.subject().is_none())
    }
}

/// The text of an error that isn't about a field.
pub(crate) fn in_words(error: &Error, catalog: Catalog) -> FormError {
    let wait = error.retry_after_seconds();
    let text = catalog.error(error);
    let text = match wait {
        Some(seconds) => format!("{text} {}", catalog.fill("frame-try-again-in", [("wait", catalog.wait(seconds).into())])),
        None => text,
    };
    FormError { text, about_field: false, wait: wait.map(|seconds| u32::try_from(seconds).unwrap_or(u32::MAX)) }
}
