//! What a page shows of a form that was refused.

use crate::fields::Fields;
use mfa::{Error, error::Subject};
use ui::{catalog::Catalog, form_error::FormError};

/// In the context of a page that is shown again after its form was refused; empty on any other page.
#[derive(Clone, Debug, Default)]
pub(crate) struct FormState {
    /// What went wrong.
    pub(crate) error: Option<Error>,
    /// What was typed. Passwords and codes aren't among it.
    pub(crate) fields: Fields,
    /// A secret that was just made, and is shown this once.
    pub(crate) made: Option<Made>,
}

/// A secret for the page, which nothing prints.
#[derive(Clone)]
pub(crate) struct Made(pub(crate) String);

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Made")
    }
}

impl FormState {
    /// What was typed into `field`.
    pub(crate) fn value(&self, field: &str) -> Option<String> {
        self.fields.get(field).map(str::to_owned)
    }

    /// The words for the error, if it is about `subject`.
    pub(crate) fn error_about(&self, subject: Subject, catalog: Catalog) -> Option<String> {
        self.error.as_ref().filter(|error| error.subject() == Some(subject)).map(|error| catalog.error(error))
    }

    /// What went wrong, for a screen with one field, and in words that a page without scripts can do with.
    pub(crate) fn form_error(&self, catalog: Catalog) -> Option<FormError> {
        self.error.as_ref().map(|error| FormError { about_field: error.subject().is_some(), ..in_words(error, catalog) })
    }

    /// The error, if it isn't about one of the fields.
    pub(crate) fn page_error(&self) -> Option<&Error> {
        self.error.as_ref().filter(|error| error.subject().is_none())
    }
}

/// An error that isn't about a field.
pub(crate) fn in_words(error: &Error, catalog: Catalog) -> FormError {
    let wait = error.retry_after_seconds();
    let text = catalog.error(error);
    let text = match wait {
        Some(seconds) => format!("{text} {}", catalog.fill("frame-try-again-in", [("wait", catalog.wait(seconds).into())])),
        None => text,
    };
    FormError { text, about_field: false, wait: wait.map(|seconds| u32::try_from(seconds).unwrap_or(u32::MAX)) }
}
