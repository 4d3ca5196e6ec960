//! Queries on the dialog's state.

use super::{
    super::{Modal, PromptError},
    Guide,
    purpose::{Proof, Purpose},
    screen::{proof_of, screen_of},
};
use mfa::{Error, view::Status};

impl Guide {
    /// The first screen of a prompt. Returns `None` if the prompt has to wait until the dialog is closed: a proof for one action isn't valid for
    /// another, and an action is confirmed on a screen that was opened for it.
    ///
    /// # Errors
    ///
    /// The reason why no proof can be given: [`PromptError::SignedOut`], [`PromptError::MethodDisabled`].
    pub(crate) fn prompt_screen(&self, status: &Status, for_action: bool) -> Result<Option<Modal>, PromptError> {
        if status.user.is_none() {
            return Err(PromptError::SignedOut);
        }
        if matches!(self.purpose, Purpose::Confirm { .. }) || for_action && self.screen.is_some() {
            return Ok(None);
        }
        // Other requirements, such as the acknowledgement of backup codes, come after the proof for an action.
        let owed = screen_of(&status.step).filter(|_| !for_action);
        match (owed, status.enrolled.first()) {
            (Some(screen), _) => Ok(Some(screen)),
            (None, Some(method)) => Ok(Some(proof_of(*method))),
            (None, None) if !status.offered.is_empty() => Ok(Some(Modal::ChooseType)),
            (None, None) => Err(PromptError::MethodDisabled),
        }
    }

    /// Whether a proof is asked for.
    pub(crate) fn is_proving(&self) -> bool {
        !matches!(self.proof, Proof::Unasked)
    }

    /// The device that is to be replaced.
    pub(crate) fn replacing(&self) -> Option<&String> {
        self.replacing.as_ref()
    }

    /// The action that the proof on the screen confirms: its id, and its text for people.
    pub(crate) fn confirming(&self) -> Option<(&String, &String)> {
        match &self.purpose {
            Purpose::Confirm { id, name } => Some((id, name)),
            Purpose::Look | Purpose::Lead | Purpose::Proved => None,
        }
    }

    /// The failed removal that "Manage MFA" shows.
    pub(crate) fn failed_removal(&self) -> Option<&(String, Error)> {
        self.failed_removal.as_ref()
    }
}
