//! The page that asks for a fresh proof before a change.

use crate::{
    component::{Done, card},
    page_context::PageContext,
};
use leptos::prelude::*;
use ui::{erased_view::ErasedView, paths};

/// Announces the proof, and asks for it with an empty form. The proof comes first, so that no password is typed in vain.
pub(super) fn proof_first(page: &PageContext, path: &str, title: &'static str, lead: &'static str) -> ErasedView {
    announce(page, path, (title, lead), true)
}

/// The same for a change that can't be put off.
pub(super) fn proof_only(page: &PageContext, path: &str, title: &'static str, lead: &'static str) -> ErasedView {
    announce(page, path, (title, lead), false)
}

fn announce(page: &PageContext, path: &str, (title, lead): (&'static str, &'static str), can_cancel: bool) -> ErasedView {
    let catalog = page.catalog;
    card(view! {
        <h1>{catalog.text(title)}</h1>
        <p class="lead">{catalog.text(lead)}</p>
        <Done text=page.cx.take_flash().map(|notice| notice.text(catalog)) />
        <form class="stack" method="post" action=page.cx.link(path)>
            <button class="button button-primary button-block">{catalog.text("proof-first-button")}</button>
            {can_cancel
                .then(|| {
                    view! {
                        <a class="button button-quiet button-block" href=page.cx.link(paths::SECURITY)>
                            {catalog.text("frame-cancel")}
                        </a>
                    }
                })}
        </form>
    })
}
