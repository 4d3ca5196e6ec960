//! The link to the deletion of the account.

use crate::page::section::section;
use leptos::prelude::*;
use ui::{paths, request::RequestContext};

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
