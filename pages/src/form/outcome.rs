//! What comes of a form.

use crate::form_state::Made;
use mfa::{Form, NextStep};

/// What comes after a form was accepted.
pub(super) enum Outcome {
    /// On to this path of ours.
    Go(String),
    /// On to the page of the next step, or to where the visitor wanted to get to if nothing is left to do.
    Next(NextStep),
    /// On to this full address.
    GoTo(String),
    /// The page at this path of ours, with a secret that was just made: there is no second look at it.
    Show(&'static str, Made),
    /// A proof was given for the sake of this form, which is now to be acted on.
    GoOnWith(Form),
}

impl Outcome {
    pub(super) fn go(path: &str) -> Self {
        Self::Go(path.to_owned())
    }
}
