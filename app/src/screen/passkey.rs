//! A passkey, to be registered or to be used.

use super::{On, Way, instead, verify::proof_field};
use crate::{
    component::Alert,
    control::{Ceremony, PasskeyButton, Seat},
    kit::{Kit, Word},
    piece::{Piece, piece},
    trouble::Trouble,
};
use leptos::prelude::*;
use mfa::Error;

/// The button for a passkey, and the other ways.
#[component]
pub fn UsePasskey(
    /// What every screen is given.
    kit: Kit,
    /// What is done with it.
    ceremony: Ceremony,
    /// What it is for.
    lead: String,
    /// Whether one may go back and do without it.
    may_cancel: bool,
    /// Whether there is another method to choose.
    #[prop(default = true)]
    others: bool,
    /// On a page: the path of the form that goes on after the proof.
    #[prop(default = None)]
    proof_for: Option<String>,
    /// What went wrong.
    trouble: RwSignal<Option<Trouble>>,
    /// Called in the place of the server when it is done.
    #[prop(default = None)]
    on_done: On<String>,
    /// Told of what makes an end of the screen.
    #[prop(default = None)]
    on_end: On<Error>,
    /// Called in the place of the server.
    #[prop(default = None)]
    on_way: On<Way>,
) -> impl IntoView {
    let link = |path, word, way| {
        view! {
            <li>
                <a href=kit.link(path) on:click=instead(&on_way, move || way)>
                    {kit.text(word)}
                </a>
            </li>
        }
    };
    let proving = ceremony == Ceremony::Verify;
    // What was asked for goes on by this form, which a script sends after the proof.
    let next = proof_for.map(|path| {
        view! {
            <form class="passkey-next" method="post" action=kit.link("/mfa/passkey") hidden>
                <input type="hidden" name="action" value="continue" />
                {proof_field(path)}
            </form>
        }
    });
    view! {
        <p class="lead">{lead}</p>
        <Alert kit=kit.clone() trouble />
        {no_scripts(&kit)}
        {button(&kit, ceremony, on_done, on_end)}
        {next}
        <ul class="links">
            {others.then(|| link("/mfa/choose", Word::OtherMethod, Way::OtherMethod))}
            {proving.then(|| link("/mfa/recovery", Word::UseBackupCode, Way::BackupCode))}
            {may_cancel.then(|| link("/account/security", Word::Cancel, Way::Cancel))}
        </ul>
    }
}

/// In a dialog the button itself; in a page its place.
fn button(kit: &Kit, ceremony: Ceremony, on_done: On<String>, on_end: On<Error>) -> Piece {
    let words = kit.passkey_words(ceremony);
    match on_done {
        Some(_) => piece(view! { <PasskeyButton ceremony words on_done on_end /> }),
        None => Seat::Passkey { ceremony, words }.view(),
    }
}

/// Says that nothing can be done here without scripts.
fn no_scripts(kit: &Kit) -> impl IntoView + use<> {
    let text = kit.text(Word::PasskeyNoScripts);
    view! {
        <noscript>
            <div class="notice notice-warn">
                <p>{text}</p>
            </div>
        </noscript>
    }
}
