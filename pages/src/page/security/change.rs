//! The link to the page for another email address.

use super::addresses;
use crate::page::section::section;
use leptos::prelude::*;
use ui::{erased_view::ErasedView, paths, request::RequestContext};

/// The email address; with a line of its own if it isn't confirmed.
pub(super) fn email(cx: &RequestContext, is_unconfirmed: bool) -> ErasedView {
    let line = is_unconfirmed.then(|| addresses::unconfirmed(cx));
    let catalog = cx.catalog;
    // A button instead of a link: its form asks for a fresh proof if one is needed, and then leads to the page.
    let content = view! {
        {line}
        <div class="card-line">
            <p>{catalog.text("security-proof-note")}</p>
            <form method="post" action=cx.link(paths::EMAIL)>
                <button class="button">{catalog.text("email-title")}</button>
            </form>
        </div>
    };
    section("email-title", catalog.text("security-email-title"), catalog.text("security-email-text"), content)
}
