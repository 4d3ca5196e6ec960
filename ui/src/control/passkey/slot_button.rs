//! The button in a page that the server renders, inside its [slot](crate::control::ControlSlot). Its texts are beside it in the page.

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

/// The texts of the button: its errors under the [`key`] of a [`PasskeyError`], its label and message under [`BUTTON`] and [`WAITING`]. Also the
/// additional field for the server, under [`NEXT`], [`PENDING_FORM`] or [`LINK`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PasskeyWords(pub(crate) Vec<(String, String)>);

/// The button's label.
pub(crate) const BUTTON: &str = "button";
/// The message while the browser asks its user.
pub(crate) const WAITING: &str = "waiting";
/// At sign-in: the address that the visitor wants to reach.
pub const NEXT: &str = "next";
/// Before a sensitive action: the id of the form that waits for the proof.
pub const PENDING_FORM: &str = "held";
/// On the page of a link: its token.
pub const LINK: &str = "link";

impl PasskeyWords {
    fn get(&self, code: &str) -> Option<String> {
        self.0.iter().find(|(found, _)| found == code).map(|(_, text)| text.clone())
    }

    /// The texts for the button of a ceremony.
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

    /// Adds the additional field for the server.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn about(mut self, about: crate::passkey::ExtraField) -> Self {
        self.0.extend(about.map(|(name, value)| (name.to_owned(), value)));
        self
    }

    /// Replaces the button's label.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn labelled(mut self, label: String) -> Self {
        for (code, text) in &mut self.0 {
            if code == BUTTON {
                text.clone_from(&label);
            }
        }
        self
    }

    /// Adds the sentences about errors that only this page can meet.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn telling<const N: usize>(mut self, catalog: crate::catalog::Catalog, errors: [Error; N]) -> Self {
        self.0.extend(errors.map(|error| (error.code().to_owned(), catalog.error(&error))));
        self
    }

    fn say(&self, error: &PasskeyError) -> String {
        self.get(key(error)).or_else(|| self.get(Error::Unavailable.code())).unwrap_or_default()
    }
}

/// The key of the sentence about an error.
pub(crate) fn key(error: &PasskeyError) -> &'static str {
    match error {
        PasskeyError::Browser(refusal) => refusal.key(),
        PasskeyError::Server(error) => error.code(),
    }
}

/// The browser's refusals that have a sentence.
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

/// The button, with the error above it.
#[component]
pub fn PasskeySlot(
    /// The purpose.
    ceremony: Ceremony,
    /// The texts.
    words: PasskeyWords,
) -> impl IntoView {
    let form_error = RwSignal::new(None::<crate::form_error::FormError>);
    let (label, waiting) = (words.get(BUTTON).unwrap_or_default(), words.get(WAITING).unwrap_or_default());
    let about = [NEXT, PENDING_FORM, LINK].into_iter().find_map(|name| Some((name, words.get(name)?)));
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

    /// The request for a passkey that runs in the background.
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
