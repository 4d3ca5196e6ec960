//! The button behind which a passkey is made or used.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "pages")]
pub mod slot_button;

use crate::{
    form_error::FormError,
    handler::Handler,
    icon::{Icon, PASSKEY},
    passkey::{Ceremony, ExtraField, PasskeyError},
};
use leptos::{ev::MouseEvent, prelude::*};
use mfa::Error;
use std::sync::Arc;

/// Puts into words why nothing came of it.
pub type Say = Arc<dyn Fn(&PasskeyError) -> String + Send + Sync>;

/// What happens around the button.
#[derive(Clone)]
pub struct PasskeyButtonOptions {
    /// Where it is said what went wrong.
    pub form_error: RwSignal<Option<FormError>>,
    /// In which words.
    pub say: Say,
    /// Told the address to go on to, in the place of going there.
    pub on_done: Handler<String>,
    /// Told of an error after which the button is of no use, in the place of saying it.
    pub on_end: Handler<Error>,
    /// What the server is told besides.
    pub about: ExtraField,
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
    options: PasskeyButtonOptions,
) -> impl IntoView {
    let class =
        if ceremony == Ceremony::SignIn { "button button-block needs-script" } else { "button button-primary button-block needs-script" };
    let Pressing { busy, usable, press } = pressing(ceremony, options);
    // Boxed like what other buttons do, so that the browser's part is compiled once.
    let press: Box<dyn FnMut(MouseEvent)> = Box::new(move |_| press());
    view! {
        <button
            type="button"
            class=class
            class:waiting=move || !usable.get()
            aria-disabled=move || busy.get().then_some("true")
            on:click=press
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
use browser::pressing;

/// Nothing, on the server.
#[cfg(not(feature = "hydrate"))]
fn pressing(_: Ceremony, _: PasskeyButtonOptions) -> Pressing {
    Pressing { busy: RwSignal::new(false), usable: RwSignal::new(false), press: Box::new(|| ()) }
}
