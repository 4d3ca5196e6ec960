//! The page that asks for a fresh proof before a change.

use crate::{component::card, page_context::PageContext};
use leptos::prelude::*;
use ui::{erased_view::ErasedView, paths};

/// Announces the proof, and asks for it with an empty form. The proof comes first, so that no password is typed in vain.
pub(super) fn proof_first(page: &PageContext, path: &str, title: &'static str, lead: &'static str) -> ErasedView {
    let catalog = page.catalog;
    card(view! {
        <h1>{catalog.text(title)}</h1>
        <p class="lead">{catalog.text(lead)}</p>
        <form class="stack" method="post" action=page.cx.link(path)>
            <button class="button button-primary button-block">{catalog.text("proof-first-button")}</button>
            <a class="button button-quiet button-block" href=page.cx.link(paths::SECURITY)>
                {catalog.text("frame-cancel")}
            </a>
        </form>
    })
}
