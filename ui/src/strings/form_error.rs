//! Errors on screens with a field.

use super::Strings;
use crate::form_error::FormError;
use mfa::Error;

impl Strings {
    /// The message for `error`, on a screen with one field.
    pub fn form_error(&self, error: &Error) -> FormError {
        let about_field = error.is_about_code() || *error == Error::NameInvalid;
        let wait = error.retry_after_seconds().map(|seconds| u32::try_from(seconds).unwrap_or(u32::MAX));
        FormError { text: self.error(error), about_field, wait }
    }
}
