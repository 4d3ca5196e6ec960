//! The way out for good.

use super::section::section;
use crate::words::Words;
use leptos::prelude::*;

pub(super) fn part(words: Words) -> impl IntoView {
    section(
        "delete-title",
        words.text("security-delete"),
        words.text("security-delete-text"),
        view! {
            <div class="card-line">
                <p>{words.text("security-delete-note")}</p>
                <a class="button button-danger" href="/account/delete">
                    {words.text("security-delete")}
                </a>
            </div>
        },
    )
}
