//! The button that registers or uses a passkey.

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "pages")]
pub mod slot_button;

use crate::{
    control::reactive::{disabled_while, text_while, waiting_until},
    form_error::FormError,
    handler::Handler,
    icon::{Icon, PASSKEY},
    passkey::{Ceremony, ExtraField, PasskeyError},
};
use leptos::{ev::MouseEvent, prelude::*};
use mfa::Error;
use std::sync::Arc;

/// Returns the sentence for an error.
pub type Say = Arc<dyn Fn(&PasskeyError) -> String + Send + Sync>;

/// The state and the callbacks of the button.
#[derive(Clone)]
pub struct PasskeyButtonOptions {
    /// Receives the error.
    pub form_error: RwSignal<Option<FormError>>,
    /// Returns the sentence for an error.
    pub say: Say,
    /// Called with the address of the next page, instead of opening it.
    pub on_done: Handler<String>,
    /// Called with an error after which the button is useless, instead of showing it.
    pub on_end: Handler<Error>,
    /// An additional field for the server.
    pub about: ExtraField,
}

/// Asks the browser for a passkey, and the server to check it. The options are fetched ahead, since some browsers ask their user only right after a
/// press.
#[component]
pub fn PasskeyButton(
    /// The purpose.
    ceremony: Ceremony,
    /// The button's label.
    label: String,
    /// The message while the browser asks its user.
    waiting: String,
    /// The state and the callbacks.
    options: PasskeyButtonOptions,
) -> impl IntoView {
    let class =
        if ceremony == Ceremony::SignIn { "button button-block needs-script" } else { "button button-primary button-block needs-script" };
    let Pressing { busy, usable, press } = pressing(ceremony, options);
    // Boxed like the handlers of other buttons, so that the browser's code is compiled once.
    let press: Box<dyn FnMut(MouseEvent)> = Box::new(move |_| press());
    view! {
        <button
            type="button"
            class=class
            class:waiting=waiting_until(usable)
            aria-disabled=disabled_while(busy)
            on:click=press
        >
            <Icon path=PASSKEY />
            {label}
        </button>
        <p class="passkey-status" role="status">
            {text_while(busy, waiting)}
        </p>
    }
}

/// The state of a button and the action of a press.
struct Pressing {
    /// Whether the browser or the server is being asked.
    busy: RwSignal<bool>,
    /// Whether this browser supports passkeys.
    usable: RwSignal<bool>,
    press: Box<dyn Fn() + Send>,
}

#[cfg(feature = "hydrate")]
use browser::pressing;

/// On the server, the button does nothing.
#[cfg(not(feature = "hydrate"))]
fn pressing(_: Ceremony, _: PasskeyButtonOptions) -> Pressing {
    Pressing { busy: RwSignal::new(false), usable: RwSignal::new(false), press: Box::new(|| ()) }
}
