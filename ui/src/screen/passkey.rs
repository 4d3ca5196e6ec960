//! The screen that registers or uses a passkey.

#[cfg(feature = "ssr")]
use super::trust_box::trust_box;
#[cfg(feature = "ssr")]
use crate::control::{ControlSlot, passkey::slot_button::PasskeyWords};

use super::alt_action::{AltAction, alternatives};
use crate::{
    component::Alert,
    control::passkey::{PasskeyButton, PasskeyButtonOptions, Say},
    erased_view::{Erase, ErasedView},
    form_error::FormError,
    handler::Handler,
    passkey::{Ceremony, ExtraField},
    strings::{StringKey, Strings},
};
use leptos::prelude::*;
use mfa::Error;
use std::sync::Arc;

/// The button for a passkey, and the alternatives.
#[component]
pub fn UsePasskey(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// The purpose.
    ceremony: Ceremony,
    /// An additional field for the server.
    #[prop(default = None)]
    about: ExtraField,
    /// The sentence about the purpose.
    lead: String,
    /// Whether the screen can be cancelled.
    may_cancel: bool,
    /// Whether another method can be chosen.
    #[prop(default = true)]
    others: bool,
    /// The error of the last attempt.
    form_error: RwSignal<Option<FormError>>,
    /// On a page: the notice that is shown if scripts don't activate the button.
    #[prop(default = None)]
    asleep: Option<String>,
    /// Called with the next address after a success, instead of opening it.
    #[prop(default = None)]
    on_done: Handler<String>,
    /// Called with an error that ends the screen.
    #[prop(default = None)]
    on_end: Handler<Error>,
    /// Called instead of a request to the server.
    #[prop(default = None)]
    on_alternative: Handler<AltAction>,
) -> impl IntoView {
    let proving = ceremony == Ceremony::Verify;
    view! {
        <p class="lead">{lead}</p>
        <Alert strings=strings.clone() form_error />
        {button(&strings, (ceremony, about), asleep, form_error, on_done, on_end)} {served(&strings)}
        {alternatives(&strings, &[(AltAction::OtherMethod, others), (AltAction::BackupCode, proving), (AltAction::Cancel, may_cancel)], &on_alternative)}
    }
}

/// The button itself in a dialog, its slot on a page.
fn button(
    strings: &Strings,
    (ceremony, about): (Ceremony, ExtraField),
    asleep: Option<String>,
    form_error: RwSignal<Option<FormError>>,
    on_done: Handler<String>,
    on_end: Handler<Error>,
) -> ErasedView {
    #[cfg(feature = "pages")]
    if on_done.is_none() {
        return served_button(strings, (ceremony, about), asleep);
    }
    #[cfg(not(feature = "pages"))]
    let _ = asleep;
    let (label, waiting) = (strings.passkey_button(ceremony), strings.text(StringKey::PasskeyWaiting));
    let strings = strings.clone();
    let say: Say = Arc::new(move |error| strings.passkey_error(ceremony, error));
    let options = PasskeyButtonOptions { form_error, say, on_done, on_end, about };
    view! { <PasskeyButton ceremony label waiting options /> }.erase()
}

#[cfg(feature = "ssr")]
fn served_button(strings: &Strings, (ceremony, about): (Ceremony, ExtraField), asleep: Option<String>) -> ErasedView {
    let slot = ControlSlot::Passkey { ceremony, words: PasskeyWords::of(strings, ceremony).about(about) }.view_or(asleep);
    // The button sends the box with its proof.
    view! { {trust_box(strings, "option needs-script")} {slot} }.erase()
}

/// On a page, the server has rendered the screen, and the browser doesn't render it again.
#[cfg(all(feature = "pages", not(feature = "ssr")))]
fn served_button(_: &Strings, _: (Ceremony, ExtraField), _: Option<String>) -> ErasedView {
    ().erase()
}

/// On pages only: the form that a script submits to continue the pending form after the proof.
#[cfg(not(feature = "hydrate"))]
fn served(strings: &Strings) -> ErasedView {
    let form = strings
        .held()
        .map(|_| view! { <form class="passkey-next" method="post" action=strings.proof(crate::paths::PASSKEY) hidden></form> });
    form.erase()
}

#[cfg(feature = "hydrate")]
fn served(_: &Strings) -> ErasedView {
    ().erase()
}
