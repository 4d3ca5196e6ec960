//! The button in the browser.

use super::{Alive, Ceremony, PasskeyWords, Refusal};
use crate::{
    control::{
        browser,
        ceremony::{GOOD_FOR, Run},
        webauthn::{self, Abort},
    },
    hook::PasskeyError,
    screen::On,
    transport::{FromJs, field},
};
use leptos::{prelude::*, task::spawn_local};
use mfa::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlFormElement;

/// What the button is there for.
pub(super) struct Errand {
    ceremony: Ceremony,
    run: Run,
    words: PasskeyWords,
    on_done: On<String>,
    on_end: On<Error>,
    /// What is asked in the background.
    background: Option<Abort>,
}

impl Alive {
    pub(super) fn new(ceremony: Ceremony, words: PasskeyWords, (on_done, on_end): (On<String>, On<Error>)) -> Self {
        let run = Run::new(ceremony, words.next.clone());
        let alive = Self {
            trouble: RwSignal::new(None),
            busy: RwSignal::new(false),
            usable: RwSignal::new(false),
            errand: StoredValue::new_local(Errand { ceremony, run, words, on_done, on_end, background: None }),
        };
        match webauthn::obstacle() {
            // Whoever signs in has other ways, and isn't told about one that isn't there.
            Some(refusal) if ceremony != Ceremony::SignIn => alive.refuse(refusal),
            Some(_) => {}
            None => {
                alive.usable.set(true);
                spawn_local(alive.prepare());
            }
        }
        on_cleanup(move || alive.stop_background());
        alive
    }

    /// Nothing once the button is gone.
    fn with<T>(self, read: impl FnOnce(&Errand) -> T) -> Option<T> {
        self.errand.try_with_value(read)
    }

    /// Fetches what is to be asked; at sign-in, asks it in the background.
    async fn prepare(self) {
        let Some((ceremony, run)) = self.with(|errand| (errand.ceremony, errand.run.clone())) else { return };
        match run.prepare().await {
            Ok(_) if ceremony == Ceremony::SignIn && webauthn::can_autofill().await => self.ask_in_background(),
            Ok(_) => {}
            // What may be better the next time is said when the button is pressed, and asks again.
            Err(error) => drop(self.end(&error)),
        }
    }

    pub(super) fn press(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.trouble.set(None);
        self.busy.set(true);
        self.stop_background();
        let Some(asked) = self.with(|errand| errand.run.start()) else { return };
        spawn_local(async move { self.take(asked.await).await });
    }

    /// Offers the passkeys where the email address is typed, until they are asked for by the button. Begun anew before the server forgets it.
    fn ask_in_background(self) {
        if self.busy.try_get_untracked() != Some(false) {
            return;
        }
        let abort = Abort::new();
        let Some(Some(asking)) = self.with(|errand| errand.run.offer(&abort)) else { return };
        self.errand.try_update_value(|errand| errand.background = Some(abort));
        browser::after(GOOD_FOR, move || {
            if self.with(|errand| errand.background.is_some()) == Some(true) {
                self.stop_background();
                spawn_local(self.prepare());
            }
        });
        spawn_local(async move {
            if let (Ok(credential), Some(run)) = (asking.await, self.with(|errand| errand.run.clone())) {
                self.busy.try_set(true);
                let outcome = run.take(&credential).await;
                self.take(outcome).await;
            }
        });
    }

    fn stop_background(self) {
        if let Some(Some(background)) = self.errand.try_update_value(|errand| errand.background.take()) {
            background.abort();
        }
    }

    async fn take(self, outcome: Result<String, PasskeyError>) {
        match outcome {
            Ok(next) => return self.go_on(&next),
            Err(PasskeyError::Browser(refusal)) => self.refuse(refusal),
            Err(PasskeyError::Server(error)) => self.fail(&error),
        }
        self.prepare().await;
    }

    /// On a page: to where the server says, or with what the proof was asked for.
    fn go_on(self, next: &str) {
        match (self.with(|errand| errand.on_done.clone()).flatten(), waiting_form()) {
            (Some(done), _) => {
                self.busy.try_set(false);
                done(next.to_owned());
            }
            // Both are refused only for what isn't there.
            (None, Some(form)) => drop(form.request_submit()),
            (None, None) => drop(window().location().assign(next)),
        }
    }

    fn refuse(self, refusal: Refusal) {
        self.say(self.with(|errand| errand.words.refusals.get(refusal as usize).cloned()).flatten());
    }

    fn fail(self, error: &Error) {
        if self.end(error) {
            return;
        }
        let find = |errors: &[(String, String)], code: &str| errors.iter().find(|(found, _)| found == code).map(|(_, text)| text.clone());
        let text = self.with(|errand| {
            let errors = &errand.words.errors;
            find(errors, error.code()).or_else(|| find(errors, Error::Unavailable.code()))
        });
        self.say(text.flatten());
    }

    fn say(self, text: Option<String>) {
        self.busy.try_set(false);
        self.trouble.try_set(text);
    }

    /// Whether somebody else takes care of this error, since the button can't be of any use after it.
    fn end(self, error: &Error) -> bool {
        let over = matches!(
            error,
            Error::NotSignedIn | Error::RequiresAdditionalAuth | Error::StepUpRequired | Error::NotPossibleNow | Error::MethodDisabled
        );
        let on_end = self.with(|errand| errand.on_end.clone()).flatten().filter(|_| over);
        if let Some(on_end) = &on_end {
            on_end(error.clone());
        }
        on_end.is_some()
    }
}

/// The form of a page that goes on with what the proof was asked for.
fn waiting_form() -> Option<HtmlFormElement> {
    document().query_selector("form.passkey-next").ok()??.dyn_into().ok()
}

impl FromJs for PasskeyWords {
    fn from_js(value: &JsValue) -> Option<Self> {
        Some(Self {
            button: field(value, "button")?,
            waiting: field(value, "waiting")?,
            refusals: field(value, "refusals")?,
            errors: field(value, "errors")?,
            next: field(value, "next")?,
        })
    }
}
