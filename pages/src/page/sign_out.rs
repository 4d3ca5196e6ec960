//! `/sign-out`, asked for with GET: a question, since looking at a page ends nothing.

use crate::{
    component::{card, sentence, verbatim},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;

pub(crate) async fn show(page: PageContext) -> Shown {
    let words = page.words;
    let email = page.session()?.email.clone();
    Ok(card(view! {
        <h1>{words.text("sign-out-title")}</h1>
        <p class="lead">{sentence(words, "sign-out-lead", [("email", verbatim(&email))])}</p>
        <form class="stack" method="post" action=page.cx.link("/sign-out")>
            <button class="button button-primary button-block">{words.text("sign-out-button")}</button>
            <a class="button button-quiet button-block" href=page.cx.link("/account/security")>
                {words.text("frame-cancel")}
            </a>
        </form>
    }))
}
