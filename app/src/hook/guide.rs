//! The dialog flow as a state machine: the open screen, its purpose, and the next screen.
//!
//! [`Guide::on`] takes one [`Event`] and returns the [`Effect`]s to carry out. It has no access to the browser, so that every path can be tested
//! without one. The driver (`hook/flow.rs`) owns the page's only instance, and carries out the effects with signals, channels and timers.
//!
//! A dialog is open for a [`Purpose`]:
//!
//! ```text
//!            Open                       Begin
//!  closed ──────────────────────► Look ───────┐
//!    ├────── Begin, Owed, Prompt ─────────────┴──► Lead ────┐
//!    └────── Prompt for an action ───────────────► Confirm ─┴──────► Proved
//!                                         a proof, and a requirement is left
//!
//!  a proof, and no requirement left  ─► an errand that waits for it runs; without one, closed: prompts resolve
//!  CodesSaved                        ─► closed: prompts resolve
//!  GiveUp, Close, Open for another   ─► closed: prompts fail. It is a failure in Lead and Confirm, and in Look if a proof was asked for
//!  another account or none           ─► the same screen anew: prompts fail; confirmation, errand and replacement are dropped
//! ```
//!
//! Independently of the purpose, the same dialog may ask for a [`Proof`]:
//!
//! ```text
//!              a screen that proves              StepUp
//!  Unasked ──────────────────────────► Asked ──────────────► StepUp(errand)
//!     ▲ ▲                                │                      │      │
//!     │ └─── a proof, SetUp ─────────────┘          a proof on screen  Back
//!     │                                                 │              │
//!     └──────────────────── the errand runs ────────────┴─ "Manage MFA" ┘
//! ```

mod event;
mod purpose;
mod query;
mod screen;
#[cfg(test)]
mod tests;

pub(crate) use self::{
    event::{Effect, Errand, Event},
    screen::{instead_of, proof_of},
};

use self::{
    purpose::{Proof, Purpose},
    screen::{proves, screen_of},
};
use super::{MfaEvent, Modal, PromptError};
use mfa::{
    Error, NextStep,
    view::{Requirement, Status},
};
use std::mem::take;
use ui::strings::StringKey;

/// The state of the dialog.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Guide {
    screen: Option<Modal>,
    purpose: Purpose,
    proof: Proof,
    /// The device that the next one replaces.
    replacing: Option<String>,
    /// The error on the open screen. It is the reason if the user gives up now.
    form_error: Option<Error>,
    /// The removal that failed after its proof, and the error: "Manage MFA" shows it.
    failed_removal: Option<(String, Error)>,
    /// A proof on this page was accepted, and the new status is being read: its changes result from the proof.
    reading: bool,
}

impl Guide {
    /// The state of a closed dialog.
    pub(crate) const fn closed() -> Self {
        Self {
            screen: None,
            purpose: Purpose::Look,
            proof: Proof::Unasked,
            replacing: None,
            form_error: None,
            failed_removal: None,
            reading: false,
        }
    }

    /// Takes an event and returns the effects to carry out, in this order. Listeners are notified last, since they may send events themselves.
    pub(crate) fn on(&mut self, event: Event<'_>) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.take(event, &mut effects);
        effects
    }

    fn take(&mut self, event: Event<'_>, effects: &mut Vec<Effect>) {
        match event {
            Event::Open(screen) if self.screen == Some(screen) => {}
            Event::Open(screen) => {
                self.open(screen, Purpose::Look, effects);
            }
            Event::Close(screen) if self.screen != Some(screen) => {}
            Event::Close(_) | Event::GiveUp => self.give_up(effects),
            Event::Show(screen) => self.show(screen, effects),
            Event::Begin(step) => self.lead(screen_of(step), effects),
            Event::Owed(step) => self.lead(screen_of(step).filter(|_| self.screen.is_none()), effects),
            Event::Prompt { .. } if self.is_leading() => {}
            Event::Prompt { screen, confirmation } => {
                self.open(screen, confirmation.map_or(Purpose::Lead, Purpose::confirm), effects);
            }
            Event::StepUp { preferred, errand } => {
                self.proof = Proof::StepUp(errand);
                self.show(proof_of(preferred), effects);
            }
            Event::Replace(device) => {
                self.replacing = Some(device);
                self.show(Modal::QrCode, effects);
            }
            Event::SetUp => {
                self.proof = Proof::Unasked;
                self.show(Modal::ChooseType, effects);
            }
            Event::Loaded => self.form_error = None,
            Event::Refused(error) => self.form_error = Some(error.clone()),
            Event::ProofTaken => self.reading = true,
            Event::ProofUnread => self.reading = false,
            Event::ProofAccepted { step, on_screen } => {
                self.reading = false;
                self.proved(step, on_screen, effects);
                effects.push(Effect::Emit(MfaEvent::CompletionSuccess));
            }
            Event::StatusChanged { before, now } => self.follow(before, now, effects),
            Event::CodesSaved => self.saved(effects),
            Event::Managed => self.manage_again(None, effects),
            Event::RemovalFailed(id, error) => self.manage_again(Some((id.to_owned(), error.clone())), effects),
            Event::Back if matches!(self.proof, Proof::StepUp(_)) => {
                self.proof = Proof::Unasked;
                self.show(Modal::Manage, effects);
            }
            Event::Back => self.give_up(effects),
        }
    }

    fn is_leading(&self) -> bool {
        self.screen.is_some() && !matches!(self.purpose, Purpose::Look)
    }

    /// Opens a screen for another purpose than that of an open dialog.
    fn open(&mut self, screen: Modal, purpose: Purpose, effects: &mut Vec<Effect>) {
        let failure = self.leave(effects);
        self.purpose = purpose;
        self.show(screen, effects);
        if let Some(failure) = failure {
            effects.push(failure);
        }
    }

    fn show(&mut self, screen: Modal, effects: &mut Vec<Effect>) {
        if proves(screen) && !self.is_proving() {
            self.proof = Proof::Asked;
        }
        // A replacement begins on that screen.
        if screen == Modal::Manage {
            self.replacing = None;
        }
        self.form_error = None;
        self.failed_removal = None;
        self.screen = Some(screen);
        effects.push(Effect::Show(screen));
    }

    fn lead(&mut self, screen: Option<Modal>, effects: &mut Vec<Effect>) {
        let Some(screen) = screen else { return };
        if matches!(self.purpose, Purpose::Look) {
            self.purpose = Purpose::Lead;
        }
        self.show(screen, effects);
    }

    fn proved(&mut self, step: &NextStep, on_screen: bool, effects: &mut Vec<Effect>) {
        // A proof that was given elsewhere wasn't for the action that is being confirmed.
        if self.screen.is_none() || !on_screen && self.confirming().is_some() {
            return;
        }
        if self.confirming().is_some() {
            self.purpose = Purpose::Lead;
        }
        match (screen_of(step), take(&mut self.proof)) {
            (Some(screen), _) => {
                self.purpose = Purpose::Proved;
                self.show(screen, effects);
            }
            // A proof that was given elsewhere wasn't for the errand.
            (None, Proof::StepUp(errand)) if on_screen => self.run(errand, effects),
            (None, _) => {
                effects.push(Effect::Say(if self.replacing.is_some() { StringKey::NoticeReplaced } else { StringKey::Verified }));
                self.finish(effects);
            }
        }
    }

    fn run(&mut self, errand: Errand, effects: &mut Vec<Effect>) {
        match errand {
            Errand::Show(screen) => return self.show(screen, effects),
            Errand::Remove(..) => self.show(Modal::Manage, effects),
            Errand::NewCodes => {}
        }
        effects.push(Effect::Run(errand));
    }

    fn follow(&mut self, before: &Status, now: &Status, effects: &mut Vec<Effect>) {
        let Some(open) = self.screen.filter(|_| !self.reading) else { return };
        if now.user.is_none() || now.sign_in != before.sign_in {
            if self.confirming().is_some() {
                self.purpose = Purpose::Lead;
            }
            if self.is_proving() {
                self.proof = Proof::Asked;
            }
            self.replacing = None;
            effects.push(Effect::Resolve(Err(PromptError::SignedOut)));
            // When it loads again, the screen shows the error, or the data of the other account.
            self.show(open, effects);
            return;
        }
        match (before.requirement(), now.requirement()) {
            (Some(Requirement::AdditionalAuth), None | Some(Requirement::Acknowledgement)) => self.proved(&now.step, false, effects),
            (Some(Requirement::Acknowledgement), None) => self.saved(effects),
            _ => {}
        }
    }

    fn saved(&mut self, effects: &mut Vec<Effect>) {
        if self.screen == Some(Modal::ViewBackupCodes) {
            self.finish(effects);
        }
    }

    fn manage_again(&mut self, failed: Option<(String, Error)>, effects: &mut Vec<Effect>) {
        if self.screen == Some(Modal::Manage) {
            self.show(Modal::Manage, effects);
            self.failed_removal = failed;
        }
    }

    fn finish(&mut self, effects: &mut Vec<Effect>) {
        self.clear();
        effects.push(Effect::Hide);
        effects.push(Effect::Resolve(Ok(())));
    }

    fn give_up(&mut self, effects: &mut Vec<Effect>) {
        if self.screen.is_some() {
            effects.push(Effect::Hide);
            let failure = self.leave(effects);
            if let Some(failure) = failure {
                effects.push(failure);
            }
        }
    }

    /// Resets an open dialog that isn't finished. Returns the failure to emit, unless nothing was asked for.
    fn leave(&mut self, effects: &mut Vec<Effect>) -> Option<Effect> {
        self.screen?;
        let reason = self.form_error.take().map_or(PromptError::Cancelled, PromptError::from);
        let has_failed = match self.purpose {
            Purpose::Look => self.is_proving(),
            Purpose::Lead | Purpose::Confirm { .. } => true,
            Purpose::Proved => false,
        };
        self.clear();
        effects.push(Effect::Resolve(Err(reason.clone())));
        has_failed.then_some(Effect::Emit(MfaEvent::CompletionFailure(reason)))
    }

    fn clear(&mut self) {
        *self = Self { reading: self.reading, ..Self::closed() };
    }
}
