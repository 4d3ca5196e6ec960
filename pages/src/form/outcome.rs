//! The results of a form.

use crate::{download::Download, form_state::Made};
use mfa::{Form, NextStep};

/// The next page after a form was accepted.
pub(super) enum Outcome {
    /// This path of Latchkey.
    Go(String),
    /// The page of the next step, or the visitor's destination if no step is left.
    Next(NextStep),
    /// This full address.
    GoTo(String),
    /// The page at this path of Latchkey, with a secret that was just created and can't be shown again.
    Show(&'static str, Made),
    /// A file.
    Download(Download),
    /// A proof was given for this form, which is now processed.
    GoOnWith(Form),
}

impl Outcome {
    pub(super) fn go(path: &str) -> Self {
        Self::Go(path.to_owned())
    }
}
