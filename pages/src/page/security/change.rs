//! The links to the pages for another email address and another password.

use crate::page::section::section;
use leptos::prelude::*;
use ui::{paths, request::RequestContext};

pub(super) fn email(cx: &RequestContext) -> AnyView {
    part(cx, paths::EMAIL, ["email-title", "security-email-title", "security-email-text"])
}

pub(super) fn password(cx: &RequestContext) -> AnyView {
    part(cx, paths::PASSWORD, ["password-title", "security-password-title", "security-password-text"])
}

/// A button instead of a link: its form asks for a fresh proof if one is needed, and then leads to the page.
fn part(cx: &RequestContext, path: &str, [button, title, text]: [&'static str; 3]) -> AnyView {
    let catalog = cx.catalog;
    let content = view! {
        <div class="card-line">
            <p>{catalog.text("security-proof-note")}</p>
            <form method="post" action=cx.link(path)>
                <button class="button">{catalog.text(button)}</button>
            </form>
        </div>
    };
    section(button, catalog.text(title), catalog.text(text), content)
}
