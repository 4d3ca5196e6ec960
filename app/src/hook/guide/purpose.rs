//! What the dialog is open for.

use super::Errand;
use mfa::view::Confirmation;

/// Why the dialog is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The application opened a screen.
    Look,
    /// It leads through what is owed, or was asked for a proof.
    Lead,
    /// The proof is for this action and for nothing else.
    Confirm { id: String, name: String },
    /// The proof is given, and only what follows from it is on the screen: closing is no failure.
    Proved,
}

impl Purpose {
    pub(super) fn confirm(asked: &Confirmation) -> Self {
        Self::Confirm { id: asked.id.clone(), name: asked.summary.as_ref().unwrap_or(&asked.description).clone() }
    }
}

/// Whether a proof is asked for. If so, a choice of methods is one of those that the user has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Proof {
    #[default]
    Unasked,
    Asked,
    /// The errand goes on after it.
    StepUp(Errand),
}
