//! `/not-me`: what to do about an act on the account that its owner didn't do. Mails lead here, without a token: a link that locks or undoes something would
//! be pressed by mail scanners, and by a stranger who reads the mail.

use crate::{
    component::{advice, card},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use ui::paths;

/// Sessions come last: with a passkey or a password that is left, a stranger would begin another one.
const TO_DO: [(&str, &str); 3] = [
    ("not-me-methods-title", "not-me-methods-text"),
    ("not-me-password-title", "not-me-password-text"),
    ("not-me-sessions-title", "not-me-sessions-text"),
];

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    Ok(card(view! {
        <h1>{catalog.text("not-me-title")}</h1>
        <p class="lead">{catalog.text("not-me-lead")}</p>
        {advice(TO_DO, catalog)}
        <a class="button button-primary button-block" href=page.cx.link(paths::SECURITY)>
            {catalog.text("not-me-button")}
        </a>
        <div class="rule stack">
            <h2>{catalog.text("not-me-locked-title")}</h2>
            <p>{catalog.text("not-me-locked-text")}</p>
            <a class="button button-block" href=page.cx.link(paths::FORGOTTEN_PASSWORD)>
                {catalog.text("forgotten-title")}
            </a>
            <a class="button button-quiet button-block" href=page.cx.link(paths::LOST_ACCESS)>
                {catalog.text("lost-access-title")}
            </a>
        </div>
    }))
}
