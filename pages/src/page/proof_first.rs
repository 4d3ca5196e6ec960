//! The page of a change that needs a fresh proof.

use super::Visit;
use crate::component::card;
use leptos::prelude::*;

/// Announces the proof, and asks for it by an empty form. It comes first, so that nobody types a password in vain.
pub(super) fn proof_first(visit: &Visit, path: &str, title: &'static str, lead: &'static str) -> AnyView {
    let words = visit.words;
    card(view! {
        <h1>{words.text(title)}</h1>
        <p class="lead">{words.text(lead)}</p>
        <form class="stack" method="post" action=visit.cx.link(path)>
            <button class="button button-primary button-block">{words.text("proof-first-button")}</button>
            <a class="button button-quiet button-block" href=visit.cx.link("/account/security")>
                {words.text("frame-cancel")}
            </a>
        </form>
    })
}
