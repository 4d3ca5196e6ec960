//! The events and effects of the dialog.

use super::super::{MfaEvent, Modal, PromptError};
use mfa::{
    Error, Method, NextStep,
    view::{Confirmation, Status},
};
use ui::strings::StringKey;

/// An event of the dialog.
pub(crate) enum Event<'a> {
    /// The application opens a screen.
    Open(Modal),
    /// The application closes a screen.
    Close(Modal),
    /// A screen is replaced by another one.
    Show(Modal),
    /// The user wants to continue with the next step.
    Begin(&'a NextStep),
    /// The session got a requirement, and the application has no handler for it.
    Owed(&'a NextStep),
    /// The application asks for a proof, which begins on this screen. If there is a confirmation, the proof is for its action.
    Prompt { screen: Modal, confirmation: Option<&'a Confirmation> },
    /// The server requires a fresh proof before the errand, of this method unless the user chooses another one.
    StepUp { preferred: Method, errand: Errand },
    /// The user replaces a device.
    Replace(String),
    /// The user has no method to prove, and enrolls one.
    SetUp,
    /// A screen was loaded, and shows no error.
    Loaded,
    /// A screen shows an error, or would show it.
    Refused(&'a Error),
    /// A proof was accepted; the new status is being read.
    ProofTaken,
    /// The status after an accepted proof couldn't be read.
    ProofUnread,
    /// A proof was accepted, and this is the next step. It was given `on_screen`, or by the application's own means.
    ProofAccepted { step: &'a NextStep, on_screen: bool },
    /// The status has changed, perhaps by another tab.
    StatusChanged { before: &'a Status, now: &'a Status },
    /// The user has acknowledged the backup codes as saved.
    CodesSaved,
    /// An item on "Manage MFA" was changed.
    Managed,
    /// The device or passkey with this id couldn't be removed, although the proof was given.
    RemovalFailed(&'a str, &'a Error),
    /// The user goes back from a proof.
    Back,
    /// The user closes the dialog.
    GiveUp,
}

/// An effect to carry out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Shows this screen. If it is open already, it is rendered anew.
    Show(Modal),
    /// Closes the dialog, and wakes the prompts that wait for that.
    Hide,
    /// Completes all prompts.
    Resolve(Result<(), PromptError>),
    /// Announces a success.
    Say(StringKey),
    /// Runs an errand that waited for a proof.
    Run(Errand),
    /// Notifies all listeners.
    Emit(MfaEvent),
}

/// An action that waits for a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Errand {
    /// Show this screen.
    Show(Modal),
    /// Create new backup codes.
    NewCodes,
    /// Remove the device or passkey with this id.
    Remove(Method, String),
}
