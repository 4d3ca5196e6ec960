//! The driver of the dialog's state machine ([`guide`](super::guide)) in the browser.
//!
//! ```text
//!  a call, another tab, a return   ─► read the status ─► signals change
//!                                                     ├─► handlers, once for each new requirement
//!                                                     └─► without a handler, the built-in screens
//!  screens ─► proof ─► read the status ─► next screen, or done: prompts resolve
//!          └► closed ─► prompts fail
//! ```

mod handlers;
mod prompt;
mod sync;

pub(super) use handlers::{install, listen};
pub(crate) use prompt::{closed, prompt, turn};
pub(crate) use sync::{changed, refresh, start};

use super::{
    Modal, PromptError,
    guide::{Effect, Errand, Event, Guide},
    state::state,
};
use futures::{channel::oneshot::Sender, lock::Mutex};
use leptos::prelude::*;
use mfa::{Error, NextStep, view::User};
use std::{
    cell::{Cell, OnceCell, RefCell},
    sync::Arc,
    time::Duration,
};
use ui::strings::StringKey;

/// How long the announcement of a success is shown.
const SAID_FOR: Duration = Duration::from_secs(6);

/// The page's state of the dialog besides the signals.
struct Page {
    guide: RefCell<Guide>,
    /// The function that runs errands after a proof. `None` if no screen can open on this page.
    run: Cell<Option<fn(Errand)>>,
    prompts: Cell<Vec<Sender<Result<User, PromptError>>>>,
    /// The prompts that wait until the dialog is closed.
    waiting: Cell<Vec<Sender<()>>>,
    /// Confirmations of actions are given one after another.
    turn: OnceCell<Arc<Mutex<()>>>,
    /// The first of the backup codes that `use_mfa` returned last: it identifies their set.
    shown_codes: RefCell<Option<String>>,
    /// The number of the last announcement, so that the end of an earlier one doesn't remove it.
    said: Cell<u32>,
}

thread_local! {
    static PAGE: Page = const {
        Page {
            guide: RefCell::new(Guide::closed()),
            run: Cell::new(None),
            prompts: Cell::new(Vec::new()),
            waiting: Cell::new(Vec::new()),
            turn: OnceCell::new(),
            shown_codes: RefCell::new(None),
            said: Cell::new(0),
        }
    };
}

/// Allows screens to open; `run` runs errands after a proof.
pub(crate) fn set_dialog(run: fn(Errand)) {
    PAGE.with(|page| page.run.set(Some(run)));
}

/// Whether screens can open on this page.
fn has_dialog() -> bool {
    PAGE.with(|page| page.run.get().is_some())
}

/// Reads from the state of the dialog.
pub(crate) fn ask<T>(question: impl FnOnce(&Guide) -> T) -> T {
    PAGE.with(|page| question(&page.guide.borrow()))
}

/// Passes an event to the state machine, and carries out its effects.
pub(crate) fn send(event: Event<'_>) {
    // The guide is no longer borrowed when listeners and errands send events of their own.
    for effect in PAGE.with(|page| page.guide.borrow_mut().on(event)) {
        carry_out(effect);
    }
}

fn carry_out(effect: Effect) {
    match effect {
        Effect::Show(screen) => state().open.set(Some(screen)),
        Effect::Hide => {
            state().open.set(None);
            drop(PAGE.with(|page| page.waiting.take()));
        }
        Effect::Resolve(outcome) => resolve(outcome),
        Effect::Say(word) => say(word),
        Effect::Run(errand) => {
            if let Some(run) = PAGE.with(|page| page.run.get()) {
                run(errand);
            }
        }
        Effect::Emit(event) => handlers::emit(&event),
    }
}

fn resolve(outcome: Result<(), PromptError>) {
    let outcome = outcome.and_then(|()| state().status.get_untracked().and_then(|status| status.user).ok_or(PromptError::SignedOut));
    for prompt in PAGE.with(|page| page.prompts.take()) {
        // This fails only if the caller has dropped its future.
        let _ = prompt.send(outcome.clone());
    }
}

/// Announces a success for a while.
pub(crate) fn say(word: StringKey) {
    let number = PAGE.with(|page| {
        page.said.set(page.said.get().wrapping_add(1));
        page.said.get()
    });
    state().said.set(Some(word));
    ui::browser::after(SAID_FOR, move || {
        if PAGE.with(|page| page.said.get() == number) {
            state().said.set(None);
        }
    });
}

/// Stores the first of the backup codes that the page received, which identifies their set.
pub(super) fn set_shown_codes(first: Option<String>) {
    PAGE.with(|page| page.shown_codes.replace(first));
}

/// The first of the backup codes that the page received last.
pub(super) fn shown_codes() -> Option<String> {
    PAGE.with(|page| page.shown_codes.borrow().clone())
}

/// Replaces the open screen with another one.
pub(crate) fn show(screen: Modal) {
    send(Event::Show(screen));
}

/// The user wants to continue with the next step.
pub(crate) fn begin() {
    if let Some(status) = state().status.get_untracked() {
        send(Event::Begin(&status.step));
    }
}

/// The user closes the dialog.
pub(crate) fn give_up() {
    send(Event::GiveUp);
}

/// The server requires a fresh proof before the errand.
pub(crate) fn step_up(errand: Errand) {
    let preferred = state().status.with_untracked(|status| status.as_ref().and_then(|status| status.enrolled.first().copied()));
    send(Event::StepUp { preferred: preferred.unwrap_or(mfa::Method::Totp), errand });
}

/// The id of the action that the proof on the screen confirms. `None` if the proof isn't for an action.
pub(crate) fn confirming() -> Option<String> {
    ask(|guide| guide.confirming().map(|(id, _)| id.clone()))
}

/// A passkey was registered or proved, on the built-in screen or elsewhere: reads the next step and continues there.
pub(crate) async fn passkey_proved(on_screen: bool) -> Result<NextStep, Error> {
    send(Event::ProofTaken);
    let status = refresh().await;
    sync::tell_tabs();
    match status {
        Ok(status) => {
            send(Event::ProofAccepted { step: &status.step, on_screen });
            Ok(status.step)
        }
        Err(error) => {
            send(Event::ProofUnread);
            Err(error)
        }
    }
}

/// A proof was attempted, on a built-in screen or elsewhere: its result determines the next screen.
pub(crate) async fn proved(outcome: &Result<NextStep, Error>, on_screen: bool) {
    match outcome {
        Ok(step) => {
            send(Event::ProofTaken);
            changed().await;
            send(Event::ProofAccepted { step, on_screen });
        }
        Err(error) => send(Event::Refused(error)),
    }
}
