//! `/check-mail`: after a request for a mail. It says the same for every address.

use crate::{
    component::card,
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use ui::{
    icon::{Icon, MAIL},
    paths,
};

const TO_TRY: [&str; 5] = ["check-mail-spam", "check-mail-spelling", "check-mail-limit", "check-mail-known", "check-mail-unknown"];

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    // Without a relay, mails are files that only the operator reads.
    let sends = page.cx.latchkey.confirms_addresses();
    let lead = if sends { "check-mail-lead" } else { "check-mail-lead-by-hand" };
    let advice = sends.then(|| {
        view! {
            <h2>{catalog.text("check-mail-missing")}</h2>
            <ul class="plain-list">{TO_TRY.map(|key| view! { <li>{catalog.text(key)}</li> })}</ul>
        }
    });
    Ok(card(view! {
        <span class="row-icon">
            <Icon path=MAIL />
        </span>
        <h1>{catalog.text("check-mail-title")}</h1>
        <p class="lead" role="status">
            {catalog.text(lead)}
        </p>
        <div class="rule stack">
            {advice}
            <a class="button button-block" href=page.cx.link(paths::SIGN_IN)>
                {catalog.text("check-mail-sign-in")}
            </a>
        </div>
    }))
}
