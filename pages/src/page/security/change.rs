//! The links to the pages for another email address and another password.

use super::addresses;
use crate::page::section::section;
use leptos::prelude::*;
use ui::{paths, request::RequestContext};

/// The email address; with a line of its own if it isn't confirmed.
pub(super) fn email(cx: &RequestContext, is_unconfirmed: bool) -> AnyView {
    let line = is_unconfirmed.then(|| addresses::unconfirmed(cx));
    part(cx, paths::EMAIL, ["email-title", "security-email-title", "security-email-text"], line)
}

pub(super) fn password(cx: &RequestContext) -> AnyView {
    part(cx, paths::PASSWORD, ["password-title", "security-password-title", "security-password-text"], None)
}

/// A button instead of a link: its form asks for a fresh proof if one is needed, and then leads to the page.
fn part(cx: &RequestContext, path: &str, [button, title, text]: [&'static str; 3], line: Option<AnyView>) -> AnyView {
    let catalog = cx.catalog;
    let content = view! {
        {line}
        <div class="card-line">
            <p>{catalog.text("security-proof-note")}</p>
            <form method="post" action=cx.link(path)>
                <button class="button">{catalog.text(button)}</button>
            </form>
        </div>
    };
    section(button, catalog.text(title), catalog.text(text), content)
}
