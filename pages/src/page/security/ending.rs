//! The copy of the account's data, and the link to the deletion of the account.

use crate::page::section::section;
use leptos::prelude::*;
use ui::{paths, request::RequestContext};

/// A button instead of a link: its form asks for a fresh proof if one is needed, and then leads to the page.
pub(super) fn data(cx: &RequestContext) -> impl IntoView + use<> {
    let catalog = cx.catalog;
    section(
        "data-title",
        catalog.text("security-data"),
        catalog.text("security-data-text"),
        view! {
            <div class="card-line">
                <p>{catalog.text("security-proof-note")}</p>
                <form method="post" action=cx.link(paths::DATA)>
                    <button class="button">{catalog.text("data-title")}</button>
                </form>
            </div>
        },
    )
}

pub(super) fn part(cx: &RequestContext) -> impl IntoView + use<> {
    let catalog = cx.catalog;
    section(
        "delete-title",
        catalog.text("security-delete"),
        catalog.text("security-delete-text"),
        view! {
            <div class="card-line">
                <p>{catalog.text("security-delete-note")}</p>
                <a class="button button-danger" href=cx.link(paths::DELETE_ACCOUNT)>
                    {catalog.text("security-delete")}
                </a>
            </div>
        },
    )
}
