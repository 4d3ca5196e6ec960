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

/// `check-mail-spam` comes first where the server sends mail.
const TO_TRY: [&str; 4] = ["check-mail-spelling", "check-mail-limit", "check-mail-known", "check-mail-unknown"];

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    // Without a relay, mails are files that only the operator reads.
    let sends = page.cx.latchkey.confirms_addresses();
    let lead = if sends { "check-mail-lead" } else { "check-mail-lead-by-hand" };
    let to_try = sends.then_some("check-mail-spam").into_iter().chain(TO_TRY);
    Ok(card(view! {
        <span class="row-icon">
            <Icon path=MAIL />
        </span>
        <h1>{catalog.text("check-mail-title")}</h1>
        <p class="lead" role="status">
            {catalog.text(lead)}
        </p>
        <div class="rule stack">
            <h2>{catalog.text("check-mail-missing")}</h2>
            <ul class="plain-list">{to_try.map(|key| view! { <li>{catalog.text(key)}</li> }).collect_view()}</ul>
            <a class="button button-block" href=page.cx.link(paths::SIGN_IN)>
                {catalog.text("check-mail-sign-in")}
            </a>
        </div>
    }))
}
