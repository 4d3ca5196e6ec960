//! The button in its [seat](crate::control::Seat): in a page that the server renders. What it has to say lies beside it.

use super::{Ceremony, PasskeyButton, Surroundings};
use crate::{
    hook::PasskeyError,
    icon::{ALERT, Icon},
};
use leptos::prelude::*;
use mfa::Error;
use std::sync::Arc;

/// What the button says, and what is said when it comes to nothing: by the [`key`] of a [`PasskeyError`], and under [`BUTTON`] and [`WAITING`].
/// Beside them, what the server is told: under [`NEXT`] or [`HELD`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PasskeyWords(pub(crate) Vec<(String, String)>);

/// The button's name.
pub(crate) const BUTTON: &str = "button";
/// What is said while the browser asks.
pub(crate) const WAITING: &str = "waiting";
/// At sign-in: the address that the visitor wants to get to.
pub(crate) const NEXT: &str = "next";
/// Before something sensitive: the id of the form that waits for the proof.
pub(crate) const HELD: &str = "held";

impl PasskeyWords {
    fn get(&self, code: &str) -> Option<String> {
        self.0.iter().find(|(found, _)| found == code).map(|(_, text)| text.clone())
    }

    /// With what the server is told besides.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub(crate) fn about(mut self, about: super::About) -> Self {
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

/// The button, with what went wrong above it.
#[component]
pub fn SeatedPasskey(
    /// What it is for.
    ceremony: Ceremony,
    /// What it says.
    words: PasskeyWords,
) -> impl IntoView {
    let trouble = RwSignal::new(None::<crate::trouble::Trouble>);
    let (label, waiting) = (words.get(BUTTON).unwrap_or_default(), words.get(WAITING).unwrap_or_default());
    let about = [NEXT, HELD].into_iter().find_map(|name| Some((name, words.get(name)?)));
    let surroundings = Surroundings { trouble, say: Arc::new(move |error| words.say(error)), on_done: None, on_end: None, about };
    let alert = move || {
        trouble.get().map(|trouble| {
            view! {
                <div class="notice notice-error" role="alert">
                    <Icon path=ALERT />
                    <p>{trouble.text}</p>
                </div>
            }
        })
    };
    view! {
        <div class="passkey">{alert} <PasskeyButton ceremony label waiting surroundings /></div>
    }
}

impl Ceremony {
    /// The one of this name.
    #[cfg(feature = "hydrate")]
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Register, Self::Verify, Self::SignIn].into_iter().find(|ceremony| ceremony.as_str() == name)
    }
}

#[cfg(feature = "hydrate")]
pub(super) use browser_side::Offering;

#[cfg(feature = "hydrate")]
mod browser_side {
    use super::PasskeyWords;
    use crate::{control::webauthn::Abort, transport::FromJs};
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
