//! What happens to the dialog, and what is to be done about it.

use super::super::{MfaEvent, Modal, PromptError};
use mfa::{
    Error, Method, NextStep,
    view::{Confirmation, Status},
};
use ui::strings::StringKey;

/// Something happened.
pub(crate) enum Event<'a> {
    /// The application opens a screen.
    Open(Modal),
    /// The application closes a screen.
    Close(Modal),
    /// A screen gives way to another one.
    Show(Modal),
    /// The user wants to go on with the next step.
    Begin(&'a NextStep),
    /// Something has come to be owed, and the application has no handler for it.
    Owed(&'a NextStep),
    /// The application asks for a proof, which begins on this screen; with a confirmation it is for an action.
    Prompt { screen: Modal, confirmation: Option<&'a Confirmation> },
    /// The server wants a fresh proof first, of this method unless the user picks another one.
    StepUp { preferred: Method, errand: Errand },
    /// The user replaces a device.
    Replace(String),
    /// There is nothing to prove, and the user sets something up.
    SetUp,
    /// A screen was loaded, and shows no error.
    Loaded,
    /// A screen shows an error, or would.
    Refused(&'a Error),
    /// A proof was accepted; the status after it is being read.
    ProofTaken,
    /// The status after an accepted proof couldn't be read.
    ProofUnread,
    /// A proof was accepted, and this comes next. It was given `on_screen`, or by the application's own means.
    ProofAccepted { step: &'a NextStep, on_screen: bool },
    /// The status has changed, perhaps by another tab.
    StatusChanged { before: &'a Status, now: &'a Status },
    /// The user has said that the backup codes are saved.
    CodesSaved,
    /// Something that "Manage MFA" lists was changed.
    Managed,
    /// The device or passkey with this id could not be removed, although there was a proof for it.
    RemovalFailed(&'a str, &'a Error),
    /// The user goes back from a proof.
    Back,
    /// The user closes the dialog.
    GiveUp,
}

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Draws this screen, anew if it is there already.
    Show(Modal),
    /// Closes the dialog, and wakes everything that waits for that.
    Hide,
    /// Answers all prompts.
    Resolve(Result<(), PromptError>),
    /// Announces that something is done.
    Say(StringKey),
    /// Goes on with what waited for a proof.
    Run(Errand),
    /// Tells all listeners.
    Emit(MfaEvent),
}

/// What waits for a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Errand {
    /// To show this screen.
    Show(Modal),
    /// To make new backup codes.
    NewCodes,
    /// To remove the device or passkey with this id.
    Remove(Method, String),
}
