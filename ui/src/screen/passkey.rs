//! A passkey, to be registered or to be used.

#[cfg(feature = "ssr")]
use crate::control::{ControlSlot, passkey::slot_button::PasskeyWords};

use super::alt_action::{AltAction, ways};
use crate::{
    component::Alert,
    control::passkey::{PasskeyButton, PasskeyButtonOptions, Say},
    erased_view::{ErasedView, erase},
    form_error::FormError,
    handler::Handler,
    passkey::{Ceremony, ExtraField},
    strings::{StringKey, Strings},
};
use leptos::prelude::*;
use mfa::Error;
use std::sync::Arc;

/// The button for a passkey, and the other ways.
#[component]
pub fn UsePasskey(
    /// What every screen is given.
    strings: Strings,
    /// What is done with it.
    ceremony: Ceremony,
    /// What the server is told besides.
    #[prop(default = None)]
    about: ExtraField,
    /// What it is for.
    lead: String,
    /// Whether one may go back and do without it.
    may_cancel: bool,
    /// Whether there is another method to choose.
    #[prop(default = true)]
    others: bool,
    /// What went wrong.
    form_error: RwSignal<Option<FormError>>,
    /// On a page: what to do where scripts don't bring the button to life.
    #[prop(default = None)]
    asleep: Option<String>,
    /// Called in the place of the server when it is done.
    #[prop(default = None)]
    on_done: Handler<String>,
    /// Told of what makes an end of the screen.
    #[prop(default = None)]
    on_end: Handler<Error>,
    /// Called in the place of the server.
    #[prop(default = None)]
    on_way: Handler<AltAction>,
) -> impl IntoView {
    let proving = ceremony == Ceremony::Verify;
    view! {
        <p class="lead">{lead}</p>
        <Alert strings=strings.clone() form_error />
        {button(&strings, (ceremony, about), asleep, form_error, on_done, on_end)} {served(&strings)}
        {ways(&strings, &[(AltAction::OtherMethod, others), (AltAction::BackupCode, proving), (AltAction::Cancel, may_cancel)], &on_way)}
    }
}

/// In a dialog the button itself; in a page its place.
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
    erase(view! { <PasskeyButton ceremony label waiting options /> })
}

#[cfg(feature = "ssr")]
fn served_button(strings: &Strings, (ceremony, about): (Ceremony, ExtraField), asleep: Option<String>) -> ErasedView {
    ControlSlot::Passkey { ceremony, words: PasskeyWords::of(strings, ceremony).about(about) }.view_or(asleep)
}

/// Screens aren't drawn anew in a page that the server has rendered.
#[cfg(all(feature = "pages", not(feature = "ssr")))]
fn served_button(_: &Strings, _: (Ceremony, ExtraField), _: Option<String>) -> ErasedView {
    erase(())
}

/// What only a page has: the form by which a script goes on with what was asked for.
#[cfg(not(feature = "hydrate"))]
fn served(strings: &Strings) -> ErasedView {
    let form = strings
        .held()
        .map(|_| view! { <form class="passkey-next" method="post" action=strings.proof(crate::paths::PASSKEY) hidden></form> });
    erase(form)
}

#[cfg(feature = "hydrate")]
fn served(_: &Strings) -> ErasedView {
    erase(())
}
