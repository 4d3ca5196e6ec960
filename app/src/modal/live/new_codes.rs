//! Creating new backup codes.

use super::failed::Failed;
use crate::hook::{Modal, flow, guide::Errand};
use leptos::{prelude::*, task::spawn_local};
use mfa::Error;
use ui::function::recovery;

/// The handler of the button that creates new codes, on a screen that can't be shown without them.
pub(super) fn on_press() -> impl Fn() {
    let busy = RwSignal::new(false);
    move || make(busy, to_manage())
}

/// Creates new codes after a proof.
pub(super) fn after_proof() {
    make(RwSignal::new(false), to_manage());
}

fn to_manage() -> Failed {
    Failed::new(|_| flow::show(Modal::Manage))
}

/// Creates new codes and shows them, after a proof if one is needed. Does nothing while a request is in progress: a second press creates no second
/// set.
pub(super) fn make(busy: RwSignal<bool>, failed: Failed) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    spawn_local(async move {
        match recovery::generate().await.map_err(Error::from) {
            Ok(_) => {
                flow::changed().await;
                flow::show(Modal::ViewBackupCodes);
            }
            Err(Error::StepUpRequired) => flow::step_up(Errand::NewCodes),
            Err(error) => failed.report(error),
        }
        // The signal no longer exists if the button was removed.
        busy.try_set(false);
    });
}
