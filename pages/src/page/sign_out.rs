//! `/sign-out`, asked for with GET: a question, since looking at a page ends nothing.

use super::visit;
use crate::{
    component::{card, sentence, verbatim},
    guard::Place,
};
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Leave, async |visit| {
        let words = visit.words;
        let email = visit.session()?.email.clone();
        Ok(card(view! {
            <h1>{words.text("sign-out-title")}</h1>
            <p class="lead">{sentence(words, "sign-out-lead", [("email", verbatim(&email))])}</p>
            <form class="stack" method="post" action=visit.cx.link("/sign-out")>
                <button class="button button-primary button-block">{words.text("sign-out-button")}</button>
                <a class="button button-quiet button-block" href=visit.cx.link("/account/security")>
                    {words.text("frame-cancel")}
                </a>
            </form>
        }))
    })
}
