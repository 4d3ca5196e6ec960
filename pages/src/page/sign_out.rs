//! `/sign-out`, requested with GET: a confirmation, since a GET must not end the session.

use crate::{
    component::{card, sentence, verbatim},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use ui::paths;

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let email = page.session()?.email.clone();
    Ok(card(view! {
        <h1>{catalog.text("sign-out-title")}</h1>
        <p class="lead">{sentence(catalog, "sign-out-lead", [("email", verbatim(&email))])}</p>
        <form class="stack" method="post" action=page.cx.link(paths::SIGN_OUT)>
            <button class="button button-primary button-block">{catalog.text("sign-out-button")}</button>
            <a class="button button-quiet button-block" href=page.cx.link(paths::SECURITY)>
                {catalog.text("frame-cancel")}
            </a>
        </form>
    }))
}
