//! The way to another password.

use crate::{page::section::section, request::RequestContext};
use leptos::prelude::*;

/// A button rather than a link: the form that it sends asks for a fresh proof where one is needed, and then leads to the page.
pub(super) fn part(cx: &RequestContext) -> impl IntoView + use<> {
    let words = cx.words;
    section(
        "password-title",
        words.text("security-password-title"),
        words.text("security-password-text"),
        view! {
            <div class="card-line">
                <p>{words.text("security-proof-note")}</p>
                <form method="post" action=cx.link("/account/password")>
                    <button class="button">{words.text("password-title")}</button>
                </form>
            </div>
        },
    )
}
