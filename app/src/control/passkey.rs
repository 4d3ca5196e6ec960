//! The button behind which a passkey is made or used.

#[cfg(feature = "hydrate")]
mod alive;

use crate::{
    icon::{ALERT, Icon, PASSKEY},
    screen::On,
};
use leptos::prelude::*;
use mfa::Error;
use serde::Serialize;

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
    const ALL: [Self; 3] = [Self::Register, Self::Verify, Self::SignIn];

    /// Its place in the addresses of the server, and in the page.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Verify => "verify",
            Self::SignIn => "sign-in",
        }
    }

    #[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "it is read off a page in the browser"))]
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ceremony| ceremony.as_str() == name)
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
    /// The device or password manager has one for this account already.
    AlreadyThere,
    /// The page isn't where the passkeys belong.
    WrongAddress,
    /// The device can't check that it is the user, or can't keep passkeys.
    Unfit,
    /// Something else.
    Failed,
    /// The page itself gave it up, and has nothing to say about it.
    Aborted,
}

/// What the button says, and what is said when it comes to nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PasskeyWords {
    /// The button's name.
    pub button: String,
    /// While the browser asks.
    pub waiting: String,
    /// By what the browser says.
    pub refusals: Vec<String>,
    /// By the code of the server's error.
    pub errors: Vec<(String, String)>,
    /// At sign-in: where the visitor wants to go.
    pub next: Option<String>,
}

/// Asks the browser for a passkey and the server what it thinks of it. What to ask is fetched ahead, since some browsers ask their user only
/// right after a press.
#[component]
pub fn PasskeyButton(
    /// What it is for.
    ceremony: Ceremony,
    /// What it says.
    words: PasskeyWords,
    /// Told the address to go on to, in the place of going there.
    #[prop(default = None)]
    on_done: On<String>,
    /// Told of an error after which the button is of no use, in the place of saying it.
    #[prop(default = None)]
    on_end: On<Error>,
) -> impl IntoView {
    let button = words.button.clone();
    let waiting = words.waiting.clone();
    let alive = Alive::new(ceremony, words, (on_done, on_end));
    let class = if ceremony == Ceremony::SignIn { "button button-block" } else { "button button-primary button-block" };
    let (trouble, busy, usable) = (alive.trouble, alive.busy, alive.usable);
    view! {
        <div class="passkey">
            {move || {
                trouble
                    .get()
                    .map(|text| {
                        view! {
                            <div class="notice notice-error" role="alert">
                                <Icon path=ALERT />
                                <p>{text}</p>
                            </div>
                        }
                    })
            }}
            <button
                type="button"
                class=[class, " needs-script"].concat()
                class:waiting=move || !usable.get()
                aria-disabled=move || busy.get().then_some("true")
                on:click=move |_| alive.press()
            >
                <Icon path=PASSKEY />
                {button}
            </button>
            <p class="passkey-status" role="status">
                {move || busy.get().then(|| waiting.clone())}
            </p>
        </div>
    }
}

/// What the button knows.
#[derive(Clone, Copy)]
struct Alive {
    trouble: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    /// There are passkeys in this browser.
    usable: RwSignal<bool>,
    #[cfg(feature = "hydrate")]
    errand: StoredValue<alive::Errand, LocalStorage>,
}

#[cfg(not(feature = "hydrate"))]
impl Alive {
    fn new(_: Ceremony, _: PasskeyWords, _: (On<String>, On<Error>)) -> Self {
        Self { trouble: RwSignal::new(None), busy: RwSignal::new(false), usable: RwSignal::new(false) }
    }

    fn press(self) {}
}
