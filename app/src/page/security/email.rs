//! The way to another email address.

use crate::{page::section::section, request::RequestContext};
use leptos::prelude::*;

/// A button rather than a link: the form that it sends asks for a fresh proof where one is needed, and then leads to the page.
pub(super) fn part(cx: &RequestContext) -> impl IntoView + use<> {
    let words = cx.words;
    section(
        "email-title",
        words.text("security-email-title"),
        words.text("security-email-text"),
        view! {
            <div class="card-line">
                <p>{words.text("security-proof-note")}</p>
                <form method="post" action=cx.link("/account/email")>
                    <button class="button">{words.text("email-title")}</button>
                </form>
            </div>
        },
    )
}
