//! The slots of controls in a page.

use super::{copy::Copy, print::Print, timer::Timer};
#[cfg(feature = "pages")]
use super::{
    passkey::slot_button::{PasskeySlot, PasskeyWords},
    signal::Signal,
};
use crate::erased_view::{Erase, ErasedView};
#[cfg(feature = "pages")]
use crate::passkey::Ceremony;
use leptos::prelude::*;

/// A control, with its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ControlSlot {
    /// Copies the texts of all elements that match a CSS selector.
    Copy {
        /// The selector. The text itself isn't repeated in the page's source.
        from: String,
        /// The button's label.
        label: String,
        /// The label after copying.
        copied: String,
    },
    /// Registers or uses a passkey.
    #[cfg(feature = "pages")]
    Passkey {
        /// The purpose.
        ceremony: Ceremony,
        /// The texts.
        words: PasskeyWords,
    },
    /// Tells password managers which passkeys the account has. It is invisible.
    #[cfg(feature = "pages")]
    Signal {
        /// A [`mfa::view::PasskeySignal`] in JSON.
        passkeys: String,
    },
    /// Prints the page.
    Print {
        /// The button's label.
        label: String,
    },
    /// Counts down a wait.
    Timer {
        /// The wait.
        seconds: u32,
        /// The timer's accessible name.
        label: String,
        /// The message at the end.
        over: String,
    },
}

impl ControlSlot {
    /// The control's component.
    pub(super) fn control(self) -> ErasedView {
        match self {
            Self::Copy { from, label, copied } => view! { <Copy from label copied /> }.erase(),
            #[cfg(feature = "pages")]
            Self::Passkey { ceremony, words } => view! { <PasskeySlot ceremony words /> }.erase(),
            #[cfg(feature = "pages")]
            Self::Signal { passkeys } => view! { <Signal passkeys /> }.erase(),
            Self::Print { label } => view! { <Print label /> }.erase(),
            Self::Timer { seconds, label, over } => view! { <Timer seconds label over /> }.erase(),
        }
    }

    /// In a dialog: the control. In a page: the control in its inactive state, inside a slot where the scripts find it.
    pub fn view(self) -> ErasedView {
        #[cfg(not(feature = "hydrate"))]
        return self.served(None);
        #[cfg(feature = "hydrate")]
        self.control()
    }

    /// The control of a page, with the notice for a page whose scripts don't activate it.
    #[cfg(feature = "ssr")]
    pub fn view_or(self, asleep: Option<String>) -> ErasedView {
        self.served(asleep)
    }

    /// Reads a control from the attributes of its slot.
    #[cfg(feature = "hydrate")]
    pub(super) fn read(attribute: impl Fn(&str) -> String) -> Option<Self> {
        let label = attribute("data-label");
        Some(match attribute("data-control").as_str() {
            "copy" => Self::Copy { from: attribute("data-about"), label, copied: attribute("data-after") },
            #[cfg(feature = "pages")]
            "passkey" => Self::Passkey { ceremony: Ceremony::named(&label)?, words: from_json(&attribute("data-about"))? },
            #[cfg(feature = "pages")]
            "signal" => Self::Signal { passkeys: attribute("data-about") },
            "print" => Self::Print { label },
            "timer" => Self::Timer { seconds: attribute("data-about").parse().ok()?, label, over: attribute("data-after") },
            _ => return None,
        })
    }

    #[cfg(not(feature = "hydrate"))]
    fn served(self, asleep: Option<String>) -> ErasedView {
        let control = self.clone().control();
        let (kind, label, about, after) = match self {
            Self::Copy { from, label, copied } => ("copy", label, from, copied),
            Self::Passkey { ceremony, words } => ("passkey", ceremony.as_str().to_owned(), to_json(&words), String::new()),
            #[cfg(feature = "pages")]
            Self::Signal { passkeys } => ("signal", String::new(), passkeys, String::new()),
            Self::Print { label } => ("print", label, String::new(), String::new()),
            Self::Timer { seconds, label, over } => ("timer", label, seconds.to_string(), over),
        };
        view! {
            <span class="control-slot" data-control=kind data-label=label data-about=about data-after=after>
                {control} {asleep_notice(asleep)}
            </span>
        }
        .erase()
    }
}

#[cfg(feature = "ssr")]
fn asleep_notice(text: Option<String>) -> impl IntoView {
    text.map(|text| view! { <super::Asleep text /> })
}

/// Without a server or a browser, there is no notice.
#[cfg(not(any(feature = "ssr", feature = "hydrate")))]
fn asleep_notice(_: Option<String>) {}

#[cfg(all(feature = "pages", feature = "ssr"))]
fn to_json(words: &PasskeyWords) -> String {
    serde_json::to_string(&words.0).unwrap_or_default()
}

/// Without a server or a browser, nothing is rendered.
#[cfg(all(feature = "pages", not(any(feature = "ssr", feature = "hydrate"))))]
fn to_json(_: &PasskeyWords) -> String {
    String::new()
}

#[cfg(all(feature = "hydrate", feature = "pages"))]
fn from_json<T: crate::js::FromJs>(json: &str) -> Option<T> {
    T::from_js(&web_sys::js_sys::JSON::parse(json).ok()?)
}
