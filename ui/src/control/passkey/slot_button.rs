//! The button in its [seat](crate::control::ControlSlot): in a page that the server renders. What it has to say lies beside it.

use super::{PasskeyButton, PasskeyButtonOptions};
use crate::{
    icon::{ALERT, Icon},
    passkey::{Ceremony, PasskeyError},
};
#[cfg(feature = "ssr")]
use crate::{
    passkey::Refusal,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;
use mfa::Error;
#[cfg(feature = "ssr")]
use mfa::error::Audience;
use std::sync::Arc;
#[cfg(feature = "ssr")]
use strum::IntoEnumIterator;

/// What the button says, and what is said when it comes to nothing: by the [`key`] of a [`PasskeyError`], and under [`BUTTON`] and [`WAITING`].
/// Beside them, what the server is told: under [`NEXT`] or [`PENDING_FORM`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PasskeyWords(pub(crate) Vec<(String, String)>);

/// The button's name.
pub(crate) const BUTTON: &str = "button";
/// What is said while the browser asks.
pub(crate) const WAITING: &str = "waiting";
/// At sign-in: the address that the visitor wants to get to.
pub const NEXT: &str = "next";
/// Before something sensitive: the id of the form that waits for the proof.
pub const PENDING_FORM: &str = "held";

impl PasskeyWords {
    fn get(&self, code: &str) -> Option<String> {
        self.0.iter().find(|(found, _)| found == code).map(|(_, text)| text.clone())
    }

    /// What lies beside the button in a page.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn of(strings: &Strings, ceremony: Ceremony) -> Self {
        let own = [(BUTTON, strings.passkey_button(ceremony)), (WAITING, strings.text(StringKey::PasskeyWaiting))];
        let own = own.map(|(code, text)| (code.to_owned(), text)).into_iter();
        let refused = REFUSALS.map(PasskeyError::Browser).into_iter();
        let met = Error::iter().filter(|error| error.audience() == Audience::PasskeyButtons);
        let failures = refused.chain(met.map(PasskeyError::Server));
        let failures = failures.map(|error| (key(&error).to_owned(), strings.passkey_error(ceremony, &error)));
        Self(own.chain(failures).collect())
    }

    /// With what the server is told besides.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn about(mut self, about: crate::passkey::ExtraField) -> Self {
        self.0.extend(about.map(|(name, value)| (name.to_owned(), value)));
        self
    }

    fn say(&self, error: &PasskeyError) -> String {
        self.get(key(error)).or_else(|| self.get(Error::Unavailable.code())).unwrap_or_default()
    }
}

/// Names the sentence about an error.
pub(crate) fn key(error: &PasskeyError) -> &'static str {
    match error {
        PasskeyError::Browser(refusal) => refusal.key(),
        PasskeyError::Server(error) => error.code(),
    }
}

/// What a browser can say no with, as far as there is a sentence for it.
#[cfg(feature = "ssr")]
const REFUSALS: [Refusal; 9] = [
    Refusal::Unsupported,
    Refusal::Insecure,
    Refusal::NotAllowed,
    Refusal::AtOnce,
    Refusal::AlreadyThere,
    Refusal::WrongAddress,
    Refusal::Unfit,
    Refusal::Outdated,
    Refusal::Failed,
];

/// The button, with what went wrong above it.
#[component]
pub fn PasskeySlot(
    /// What it is for.
    ceremony: Ceremony,
    /// What it says.
    words: PasskeyWords,
) -> impl IntoView {
    let form_error = RwSignal::new(None::<crate::form_error::FormError>);
    let (label, waiting) = (words.get(BUTTON).unwrap_or_default(), words.get(WAITING).unwrap_or_default());
    let about = [NEXT, PENDING_FORM].into_iter().find_map(|name| Some((name, words.get(name)?)));
    let options = PasskeyButtonOptions { form_error, say: Arc::new(move |error| words.say(error)), on_done: None, on_end: None, about };
    let alert = move || {
        form_error.get().map(|form_error| {
            view! {
                <div class="notice notice-error" role="alert">
                    <Icon path=ALERT />
                    <p>{form_error.text}</p>
                </div>
            }
        })
    };
    view! {
        <div class="passkey">{alert} <PasskeyButton ceremony label waiting options /></div>
    }
}

#[cfg(feature = "hydrate")]
pub(super) use browser_side::Offering;

#[cfg(feature = "hydrate")]
mod browser_side {
    use super::PasskeyWords;
    use crate::{js::FromJs, passkey::webauthn::Abort};
    use std::cell::{Cell, RefCell};
    use wasm_bindgen::JsValue;

    /// What is asked in the background.
    #[derive(Default)]
    pub(in crate::control::passkey) struct Offering {
        asked: RefCell<Option<Abort>>,
        number: Cell<u32>,
    }

    impl Offering {
        pub(in crate::control::passkey) fn begin(&self, abort: Abort) -> u32 {
            self.stop();
            *self.asked.borrow_mut() = Some(abort);
            self.number.get()
        }

        pub(in crate::control::passkey) fn is_still(&self, number: u32) -> bool {
            self.number.get() == number
        }

        pub(in crate::control::passkey) fn stop(&self) {
            self.number.set(self.number.get().wrapping_add(1));
            if let Some(asked) = self.asked.take() {
                asked.abort();
            }
        }
    }

    impl FromJs for PasskeyWords {
        fn from_js(value: &JsValue) -> Option<Self> {
            Vec::from_js(value).map(Self)
        }
    }
}
