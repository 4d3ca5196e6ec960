//! Which built-in screen is open, and what comes after it.

use super::{
    super::{
        MfaEvent, Modal, PromptError,
        state::{has_dialog, state},
    },
    handlers, sync,
};
use crate::kit::Word;
use futures::channel::oneshot::{Sender, channel};
use leptos::prelude::*;
use mfa::{
    Error, Method, NextStep,
    view::{Confirmation, Requirement, Status, User},
};
use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

/// How long it is said that something is done.
const SAID_FOR: Duration = Duration::from_secs(6);

type Prompt = Sender<Result<User, PromptError>>;

thread_local! {
    /// The screens lead through what is owed, or were asked for a proof; they weren't just opened to look at.
    static GUIDED: Cell<bool> = const { Cell::new(false) };
    /// A proof is wanted, so that a choice of methods is one of those that the user has.
    static PROVING: Cell<bool> = const { Cell::new(false) };
    /// What was asked for is proved, and only what follows is on the screen: closing it is no failure.
    static PROVED: Cell<bool> = const { Cell::new(false) };
    /// A proof was accepted and what follows is being found out.
    static HELD: Cell<bool> = const { Cell::new(false) };
    static PROMPTS: RefCell<Vec<Prompt>> = const { RefCell::new(Vec::new()) };
    /// The id of what is about to be done, and what it is called, as long as the proof on the screen is for that and for nothing else.
    static CONFIRMING: RefCell<Option<(String, String)>> = const { RefCell::new(None) };
    /// Who waits until no screen is open: these are dropped then.
    static WAITING: RefCell<Vec<Sender<()>>> = const { RefCell::new(Vec::new()) };
    /// What goes on after the proof.
    static RESUME: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
    /// The device that the next one takes the place of.
    static REPLACING: RefCell<Option<String>> = const { RefCell::new(None) };
    /// What went wrong last.
    static TROUBLE: RefCell<Option<Error>> = const { RefCell::new(None) };
    static SAYING: Cell<u32> = const { Cell::new(0) };
}

fn screen_of(step: &NextStep) -> Option<Modal> {
    match step {
        NextStep::ChooseMethod { .. } => Some(Modal::ChooseType),
        NextStep::SetUpPasskey => Some(Modal::RegisterPasskey),
        NextStep::SetUpTotp { .. } => Some(Modal::QrCode),
        NextStep::Challenge { preferred, .. } => Some(proof_of(*preferred)),
        NextStep::AcknowledgeRecoveryCodes => Some(Modal::ViewBackupCodes),
        NextStep::SignIn | NextStep::Done => None,
    }
}

/// The screen on which a method is proved.
pub(crate) fn proof_of(method: Method) -> Modal {
    match method {
        Method::Totp => Modal::OtpVerification,
        Method::Passkey => Modal::VerifyPasskey,
    }
}

/// The screen in the place of the one on which `method` is proved: whoever has another method proves that one, and a backup code helps whoever
/// has only what the policy doesn't accept any more.
pub(crate) fn instead_of(method: Method, status: &Status) -> Option<Modal> {
    let first = status.enrolled.first()?;
    if status.offered.contains(first) {
        (!status.enrolled.contains(&method)).then(|| proof_of(*first))
    } else {
        Some(Modal::EnterBackupCodes)
    }
}

/// Shows a screen, as a step of what is under way.
pub(crate) fn show(screen: Modal) {
    if matches!(screen, Modal::OtpVerification | Modal::VerifyPasskey | Modal::EnterBackupCodes) {
        PROVING.set(true);
    }
    forget();
    state().open.set(Some(screen));
}

/// Opens or closes a screen from outside.
pub(crate) fn set_show(screen: Modal, wanted: bool) {
    let open = state().open.get_untracked();
    if !wanted {
        if open == Some(screen) {
            give_up();
        }
        return;
    }
    if open != Some(screen) {
        if open.is_some() {
            give_up();
        }
        show(screen);
    }
}

/// Leads through what is owed.
pub(crate) fn begin() {
    if let Some(screen) = state().status.with_untracked(|status| status.as_ref().and_then(|status| screen_of(&status.step))) {
        GUIDED.set(true);
        show(screen);
    }
}

/// The same, unless somebody has opened a screen already.
pub(super) fn begin_unasked() {
    if has_dialog() && state().open.with_untracked(Option::is_none) {
        begin();
    }
}

/// Asks for a proof, and goes on with `resume` after it.
pub(crate) fn step_up(resume: impl FnOnce() + 'static) {
    RESUME.set(Some(Box::new(resume)));
    let first = state().status.with_untracked(|status| status.as_ref().and_then(|status| status.enrolled.first().copied()));
    show(proof_of(first.unwrap_or(Method::Totp)));
}

/// Whether the choice of methods is about proving one.
pub(crate) fn is_proving() -> bool {
    PROVING.get()
}

/// Enrolls a device in the place of another one.
pub(crate) fn replaced(device: String) {
    REPLACING.set(Some(device));
    show(Modal::QrCode);
}

/// The device that is to be replaced.
pub(crate) fn replacing() -> Option<String> {
    REPLACING.with_borrow(Clone::clone)
}

/// The id of what the proof on the screen is for, if that is something of its own.
pub(crate) fn confirming() -> Option<String> {
    CONFIRMING.with_borrow(|confirming| confirming.as_ref().map(|(id, _)| id.clone()))
}

/// What that is called.
pub(crate) fn confirmed() -> Option<String> {
    CONFIRMING.with_borrow(|confirming| confirming.as_ref().map(|(_, name)| name.clone()))
}

/// Remembers what went wrong, for whoever asks why the user gave up.
pub(crate) fn note(error: &Error) {
    TROUBLE.set(Some(error.clone()));
}

/// It goes on after what went wrong.
pub(crate) fn forget() {
    TROUBLE.set(None);
}

/// While a proof of this page is being taken in, what it changes isn't news.
pub(super) fn hold(held: bool) {
    HELD.set(held);
}

/// Asks for a proof. One that is under way for something of its own is no other, so that it is waited for.
///
/// What is `asked` is about to be done, and the proof is given for that and for nothing else: all that is on the screen comes to its end first. What
/// else is owed, such as the word that codes are saved, comes after it.
pub(crate) async fn prompt(asked: Option<Confirmation>) -> Result<User, PromptError> {
    let is_open = || state().open.with_untracked(Option::is_some);
    let status = loop {
        let status = standing().await?;
        if confirming().is_none() && (asked.is_none() || !is_open()) {
            break status;
        }
        closed().await;
    };
    let owed = screen_of(&status.step).filter(|_| asked.is_none());
    let screen = match (owed, status.enrolled.first()) {
        (Some(screen), _) => screen,
        (None, Some(method)) => proof_of(*method),
        (None, None) if !status.offered.is_empty() => Modal::ChooseType,
        (None, None) => return Err(PromptError::MethodDisabled),
    };
    let is_led = GUIDED.get() && is_open();
    if !is_led {
        if is_open() {
            give_up();
        }
        CONFIRMING.set(asked.map(|asked| (asked.id, asked.summary.unwrap_or(asked.description))));
        GUIDED.set(true);
        show(screen);
    }
    let (resolve, outcome) = channel();
    PROMPTS.with_borrow_mut(|prompts| prompts.push(resolve));
    outcome.await.unwrap_or(Err(PromptError::Cancelled))
}

/// Where the visitor stands who is to be asked.
async fn standing() -> Result<Status, PromptError> {
    if !has_dialog() {
        return Err(PromptError::NoProvider);
    }
    let status = sync::refresh().await?;
    if status.user.is_none() { Err(PromptError::SignedOut) } else { Ok(status) }
}

/// Waits until no screen is open.
pub(crate) async fn closed() {
    while state().open.with_untracked(Option::is_some) {
        let (waiting, told) = channel();
        WAITING.with_borrow_mut(|all| all.push(waiting));
        let _ = told.await;
    }
}

/// A method was proved, on the screen or elsewhere: on with what waited for it, or with the next step.
pub(super) fn after_proof(step: &NextStep, on_screen: bool) {
    // Proved elsewhere, it was for something else than what is being confirmed.
    if state().open.with_untracked(Option::is_none) || !on_screen && confirming().is_some() {
        return;
    }
    CONFIRMING.set(None);
    // A proof that was given elsewhere wasn't given for what waits here.
    let resume = RESUME.take().filter(|_| on_screen);
    match (resume, screen_of(step)) {
        (_, Some(screen)) => {
            GUIDED.set(true);
            PROVING.set(false);
            PROVED.set(true);
            show(screen);
        }
        (Some(resume), None) => {
            PROVING.set(false);
            resume();
        }
        (None, None) => {
            say(if replacing().is_some() { Word::NoticeReplaced } else { Word::Verified });
            finish();
        }
    }
}

/// The status has changed, perhaps in another tab.
pub(super) fn follow(before: &Status, now: &Status) {
    let Some(open) = state().open.get_untracked() else { return };
    if HELD.get() {
        return;
    }
    if now.user.is_none() || now.sign_in != before.sign_in {
        // Begun by somebody who isn't there any more.
        CONFIRMING.set(None);
        RESUME.set(None);
        REPLACING.set(None);
        resolve(&Err(PromptError::SignedOut));
        // Shown anew, it says so.
        show(open);
        return;
    }
    match (before.requirement(), now.requirement()) {
        (Some(Requirement::AdditionalAuth), None | Some(Requirement::Acknowledgement)) => after_proof(&now.step, false),
        (Some(Requirement::Acknowledgement), None) if open == Modal::ViewBackupCodes => finish(),
        _ => {}
    }
}

/// Says that something is done, for a while.
pub(crate) fn say(word: Word) {
    let number = SAYING.get().wrapping_add(1);
    SAYING.set(number);
    state().said.set(Some(word));
    crate::browser::after(SAID_FOR, move || {
        if SAYING.get() == number {
            state().said.set(None);
        }
    });
}

/// All is done: the screens close and prompts resolve.
pub(crate) fn finish() {
    close();
    if let Some(user) = state().status.get_untracked().and_then(|status| status.user) {
        resolve(&Ok(user));
    }
}

/// The user goes back from a proof that was asked for on the way: to where it was asked, or out.
pub(crate) fn step_back() {
    if RESUME.take().is_some() {
        PROVING.set(false);
        REPLACING.set(None);
        show(Modal::Manage);
    } else {
        give_up();
    }
}

/// The user closes the screens.
pub(crate) fn give_up() {
    let reason = TROUBLE.take().map_or(PromptError::Cancelled, PromptError::from);
    let asked = (GUIDED.get() || PROVING.get()) && !PROVED.get();
    close();
    resolve(&Err(reason.clone()));
    if asked {
        handlers::emit(&MfaEvent::CompletionFailure(reason));
    }
}

fn close() {
    GUIDED.set(false);
    PROVING.set(false);
    PROVED.set(false);
    RESUME.set(None);
    REPLACING.set(None);
    CONFIRMING.set(None);
    forget();
    state().open.set(None);
    WAITING.take();
}

fn resolve(outcome: &Result<User, PromptError>) {
    for prompt in PROMPTS.take() {
        // Whoever doesn't wait any more needn't be told.
        let _ = prompt.send(outcome.clone());
    }
}
