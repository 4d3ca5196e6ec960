//! The results of a form.

use crate::{download::Download, form_state::Made};
use mfa::{Form, NextStep};

/// The next page after a form was accepted.
pub(super) enum Outcome {
    /// This path of Latchkey.
    Page(String),
    /// The page of the next step, or the visitor's destination if no step is left.
    NextStep(NextStep),
    /// This full address.
    Address(String),
    /// The page at this path of Latchkey, with a secret that was just created and can't be shown again.
    Secret(&'static str, Made),
    /// A file.
    Download(Download),
    /// A proof was given for this form, which is now processed.
    Resume(Form),
}

impl Outcome {
    pub(super) fn page(path: &str) -> Self {
        Self::Page(path.to_owned())
    }
}
