//! The button behind which a passkey is made or used.

#[cfg(feature = "hydrate")]
mod alive;
#[cfg(feature = "pages")]
pub mod seated;

use crate::{
    hook::PasskeyError,
    icon::{Icon, PASSKEY},
    screen::On,
    trouble::Trouble,
};
use leptos::prelude::*;
use mfa::Error;
use std::sync::Arc;

/// What the passkey is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ceremony {
    /// To be registered.
    Register,
    /// To prove who is there, in a session.
    Verify,
    /// To sign in.
    SignIn,
}

impl Ceremony {
    /// Its place in the addresses of the server.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Verify => "verify",
            Self::SignIn => "sign-in",
        }
    }
}

/// Why a browser gave no passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It has none; or this is the server.
    Unsupported,
    /// The page came without TLS.
    Insecure,
    /// The user cancelled, it took too long, or there is none for this account. Browsers don't tell which.
    NotAllowed,
    /// The same, so soon that nobody can have been asked: no device is there that can do it, or none that has such a passkey.
    AtOnce,
    /// The device or password manager has one for this account already.
    AlreadyThere,
    /// The page isn't where the passkeys belong.
    WrongAddress,
    /// The device can't check that it is the user, or can't keep passkeys.
    Unfit,
    /// The device knows none of the algorithms.
    Outdated,
    /// Something else.
    Failed,
    /// The page itself gave it up, and has nothing to say about it.
    Aborted,
}

impl Refusal {
    /// A stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unsupported => "unsupported",
            Self::Insecure => "insecure",
            Self::NotAllowed | Self::AtOnce => "not_allowed",
            Self::AlreadyThere => "already_there",
            Self::WrongAddress => "wrong_address",
            Self::Unfit | Self::Outdated => "unfit",
            Self::Failed => "failed",
            Self::Aborted => "aborted",
        }
    }
}

impl Refusal {
    /// Names its sentence on a page.
    #[cfg(feature = "pages")]
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Outdated => "outdated",
            _ => self.code(),
        }
    }
}

/// What the server is told with the first request, a name and a value: at sign-in where the visitor wants to go (`next`), or the id of what the
/// proof is given for (`confirmation`).
pub type About = Option<(&'static str, String)>;

/// Puts into words why nothing came of it.
pub type Say = Arc<dyn Fn(&PasskeyError) -> String + Send + Sync>;

/// What happens around the button.
#[derive(Clone)]
pub struct Surroundings {
    /// Where it is said what went wrong.
    pub trouble: RwSignal<Option<Trouble>>,
    /// In which words.
    pub say: Say,
    /// Told the address to go on to, in the place of going there.
    pub on_done: On<String>,
    /// Told of an error after which the button is of no use, in the place of saying it.
    pub on_end: On<Error>,
    /// What the server is told besides.
    pub about: About,
}

/// Asks the browser for a passkey and the server what it thinks of it. What to ask is fetched ahead, since some browsers ask their user only
/// right after a press.
#[component]
pub fn PasskeyButton(
    /// What it is for.
    ceremony: Ceremony,
    /// Its name.
    label: String,
    /// What is said while the browser asks.
    waiting: String,
    /// What happens around it.
    surroundings: Surroundings,
) -> impl IntoView {
    let class =
        if ceremony == Ceremony::SignIn { "button button-block needs-script" } else { "button button-primary button-block needs-script" };
    let Pressing { busy, usable, press } = pressing(ceremony, surroundings);
    view! {
        <button
            type="button"
            class=class
            class:waiting=move || !usable.get()
            aria-disabled=move || busy.get().then_some("true")
            on:click=move |_| press()
        >
            <Icon path=PASSKEY />
            {label}
        </button>
        <p class="passkey-status" role="status">
            {move || busy.get().then(|| waiting.clone())}
        </p>
    }
}

/// What a press comes to.
struct Pressing {
    /// The browser is asking, or the server.
    busy: RwSignal<bool>,
    /// There are passkeys in this browser.
    usable: RwSignal<bool>,
    press: Box<dyn Fn() + Send>,
}

#[cfg(feature = "hydrate")]
use alive::pressing;

/// Nothing, on the server.
#[cfg(not(feature = "hydrate"))]
fn pressing(_: Ceremony, _: Surroundings) -> Pressing {
    Pressing { busy: RwSignal::new(false), usable: RwSignal::new(false), press: Box::new(|| ()) }
}
