//! The attempts on a screen: the error of the last one, and whether one is in progress.

use super::{failed::Failed, focus::focus_refused_soon};
use crate::hook::{flow, guide::Event, state::state};
use leptos::{prelude::*, task::spawn_local};
use mfa::{Error, NextStep};
use std::{future::Future, pin::Pin, time::Duration};
use ui::{browser, error::ApiError, form_error::FormError, strings::Strings};

/// Boxed, so that it is compiled once for all screens.
pub(super) type Sending = Pin<Box<dyn Future<Output = Result<(), Error>>>>;

/// The same for a proof.
pub(super) type Proving = Pin<Box<dyn Future<Output = Result<NextStep, ApiError>>>>;

#[derive(Clone, Copy)]
pub(super) struct Attempt {
    pub(super) form_error: RwSignal<Option<FormError>>,
    pub(super) busy: RwSignal<bool>,
    /// The last response didn't arrive: the request may have been carried out.
    unsure: RwSignal<bool>,
    strings: StoredValue<Strings>,
    failed: Failed,
}

impl Attempt {
    pub(super) fn new(strings: Strings, failed: Failed) -> Self {
        Self {
            form_error: RwSignal::new(None),
            busy: RwSignal::new(false),
            unsure: RwSignal::new(false),
            strings: StoredValue::new(strings),
            failed,
        }
    }

    /// Sends a request, unless one is in progress. After a lost connection, it first checks whether the request is still needed.
    pub(super) fn send(self, sending: Sending) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let screen = state().open.get_untracked();
        spawn_local(async move {
            let outcome = match self.unsure.try_get_untracked() {
                Some(true) => match flow::refresh().await {
                    Ok(_) if state().open.get_untracked() == screen => sending.await,
                    Ok(_) => return,
                    Err(error) => Err(error),
                },
                _ => sending.await,
            };
            self.take(outcome);
        });
    }

    /// Sends a proof, and continues if it is accepted.
    pub(super) fn prove(self, proving: Proving) {
        self.send(Box::pin(async move {
            let outcome = proving.await.map_err(Error::from);
            flow::proved(&outcome, true).await;
            outcome.map(|_| ())
        }));
    }

    /// Errors of a screen that was replaced by the next one are ignored.
    fn take(self, outcome: Result<(), Error>) {
        if self.busy.is_disposed() {
            return;
        }
        self.busy.set(false);
        let error = outcome.err();
        self.unsure.set(error == Some(Error::Transport));
        match error {
            None => self.form_error.set(None),
            Some(error) if error.is_final() => self.failed.report(error),
            Some(error) => {
                if let Some(form_error) = self.strings.try_with_value(|strings| strings.form_error(&error)) {
                    self.say(form_error);
                }
            }
        }
    }

    /// Shows an error on a screen that is being rendered.
    pub(super) fn refuse(self, error: &Error) {
        flow::send(Event::Refused(error));
        self.form_error.set(self.strings.try_with_value(|strings| strings.form_error(error)));
    }

    /// Shows the error of the last attempt, and focuses the field that it is about.
    pub(super) fn say(self, form_error: FormError) {
        let is_about_field = form_error.about_field;
        // Removed from the page for a moment, so that screen readers announce the same text again.
        self.form_error.set(None);
        browser::after(Duration::ZERO, move || {
            if self.form_error.try_set(Some(form_error)).is_none() && is_about_field {
                focus_refused_soon();
            }
        });
    }
}
