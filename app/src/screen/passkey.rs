//! A passkey, to be registered or to be used.

#[cfg(feature = "ssr")]
use crate::control::{Seat, passkey::seated::PasskeyWords};

use super::way::{Way, ways};
use crate::{
    component::Alert,
    control::passkey::{PasskeyButton, Say, Surroundings},
    handler::Handler,
    kit::{Kit, Word},
    passkey::{Ceremony, ExtraField},
    piece::{Piece, piece},
    trouble::Trouble,
};
use leptos::prelude::*;
use mfa::Error;
use std::sync::Arc;

/// The button for a passkey, and the other ways.
#[component]
pub fn UsePasskey(
    /// What every screen is given.
    kit: Kit,
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
    trouble: RwSignal<Option<Trouble>>,
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
    on_way: Handler<Way>,
) -> impl IntoView {
    let proving = ceremony == Ceremony::Verify;
    view! {
        <p class="lead">{lead}</p>
        <Alert kit=kit.clone() trouble />
        {button(&kit, (ceremony, about), asleep, trouble, on_done, on_end)} {served(&kit)}
        {ways(&kit, &[(Way::OtherMethod, others), (Way::BackupCode, proving), (Way::Cancel, may_cancel)], &on_way)}
    }
}

/// In a dialog the button itself; in a page its place.
fn button(
    kit: &Kit,
    (ceremony, about): (Ceremony, ExtraField),
    asleep: Option<String>,
    trouble: RwSignal<Option<Trouble>>,
    on_done: Handler<String>,
    on_end: Handler<Error>,
) -> Piece {
    #[cfg(feature = "pages")]
    if on_done.is_none() {
        return served_button(kit, (ceremony, about), asleep);
    }
    #[cfg(not(feature = "pages"))]
    let _ = asleep;
    let (label, waiting) = (kit.passkey_button(ceremony), kit.text(Word::PasskeyWaiting));
    let kit = kit.clone();
    let say: Say = Arc::new(move |error| kit.passkey_error(ceremony, error));
    let surroundings = Surroundings { trouble, say, on_done, on_end, about };
    piece(view! { <PasskeyButton ceremony label waiting surroundings /> })
}

#[cfg(feature = "ssr")]
fn served_button(kit: &Kit, (ceremony, about): (Ceremony, ExtraField), asleep: Option<String>) -> Piece {
    Seat::Passkey { ceremony, words: PasskeyWords::of(kit, ceremony).about(about) }.view_or(asleep)
}

/// Screens aren't drawn anew in a page that the server has rendered.
#[cfg(all(feature = "pages", not(feature = "ssr")))]
fn served_button(_: &Kit, _: (Ceremony, ExtraField), _: Option<String>) -> Piece {
    piece(())
}

/// What only a page has: the form by which a script goes on with what was asked for.
#[cfg(not(feature = "hydrate"))]
fn served(kit: &Kit) -> Piece {
    let form = kit.held().map(|_| view! { <form class="passkey-next" method="post" action=kit.proof("/mfa/passkey") hidden></form> });
    piece(form)
}

#[cfg(feature = "hydrate")]
fn served(_: &Kit) -> Piece {
    piece(())
}
