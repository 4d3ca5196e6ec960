//! What comes of a form.

use mfa::Held;

/// What comes after a form was accepted.
pub(super) enum Outcome {
    /// On to this path of ours.
    Go(String),
    /// On to this full address.
    GoTo(String),
    /// A proof was given for the sake of this form, which is now to be acted on.
    GoOnWith(Held),
}

impl Outcome {
    pub(super) fn go(path: &str) -> Self {
        Self::Go(path.to_owned())
    }
}
