//! The password: changed, added or removed.

use crate::page::section::section;
use leptos::prelude::*;
use mfa::view::WaysIn;
use ui::{erased_view::ErasedView, paths, request::RequestContext};

const ID: &str = "password-title";

/// Buttons instead of links: their forms ask for a fresh proof if one is needed.
pub(super) fn part(cx: &RequestContext, ways: WaysIn) -> ErasedView {
    let catalog = cx.catalog;
    let (state, button) = if ways.password { ("security-proof-note", ID) } else { ("security-password-none", "password-add-title") };
    let removal = ways.may_lose_password().then(|| {
        view! {
            <div class="card-line">
                <p>{catalog.text("security-password-remove-text")}</p>
                <form method="post" action=cx.link(paths::REMOVE_PASSWORD)>
                    <button class="button">{catalog.text("security-password-remove")}</button>
                </form>
            </div>
        }
    });
    let content = view! {
        <div class="card-line">
            <p>{catalog.text(state)}</p>
            <form method="post" action=cx.link(paths::PASSWORD)>
                <button class="button">{catalog.text(button)}</button>
            </form>
        </div>
        {removal}
    };
    let text = if ways.password { "security-password-text" } else { "security-password-ways" };
    section(ID, catalog.text("security-password-title"), catalog.text(text), content)
}
