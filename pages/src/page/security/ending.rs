//! The way out for good.

use crate::page::section::section;
use app::request::RequestContext;
use leptos::prelude::*;

pub(super) fn part(cx: &RequestContext) -> impl IntoView + use<> {
    let words = cx.words;
    section(
        "delete-title",
        words.text("security-delete"),
        words.text("security-delete-text"),
        view! {
            <div class="card-line">
                <p>{words.text("security-delete-note")}</p>
                <a class="button button-danger" href=cx.link("/account/delete")>
                    {words.text("security-delete")}
                </a>
            </div>
        },
    )
}
