//! Closing the dialog.

use super::focus::focus_soon;
use crate::hook::{Modal, flow, state::state};
use leptos::prelude::*;
use mfa::view::Requirement;

/// Closes the dialog, or asks for confirmation if something would be lost.
pub(super) fn leave(leaving: RwSignal<bool>) {
    let state = state();
    let unsaved = state.open.get_untracked() == Some(Modal::ViewBackupCodes)
        && state
            .status
            .with_untracked(|status| status.as_ref().is_some_and(|status| status.requirement() == Some(Requirement::Acknowledgement)));
    if unsaved && !leaving.get_untracked() {
        leaving.set(true);
        focus_soon();
    } else if unsaved {
        leaving.set(false);
        focus_soon();
    } else {
        flow::give_up();
    }
}
