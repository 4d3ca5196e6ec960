//! The purpose of the open dialog.

use super::Errand;
use mfa::view::Confirmation;

/// The purpose of the open dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The application opened a screen.
    Look,
    /// The dialog leads through the session's requirements, or was opened to ask for a proof.
    Lead,
    /// The proof is for this action only.
    Confirm { id: String, name: String },
    /// The proof was given, and the screen only shows its results: closing isn't a failure.
    Proved,
}

impl Purpose {
    pub(super) fn confirm(asked: &Confirmation) -> Self {
        Self::Confirm { id: asked.id.clone(), name: asked.summary.as_ref().unwrap_or(&asked.description).clone() }
    }
}

/// Whether a proof is asked for. If so, a choice of methods offers the user's enrolled methods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Proof {
    #[default]
    Unasked,
    Asked,
    /// The errand runs after it.
    StepUp(Errand),
}
