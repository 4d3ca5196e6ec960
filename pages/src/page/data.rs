//! `/account/data`: a copy of everything that is stored about the account.

use super::proof_first::proof_first;
use crate::{
    component::{Done, Problem, card},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::Sensitive;
use ui::paths;

/// The contents of the file.
const CONTENTS: [&str; 4] = ["data-account", "data-methods", "data-sessions", "data-activity"];

pub(crate) async fn show(page: PageContext) -> Shown {
    if page.cx.latchkey.needs_proof_for(page.session()?, Sensitive::CopyData).await? {
        return Ok(proof_first(&page, paths::DATA, "data-title", "data-proof-lead"));
    }
    let (catalog, state) = (page.catalog, &page.state);
    Ok(card(view! {
        <h1>{catalog.text("data-title")}</h1>
        <p class="lead">{catalog.text("data-lead")}</p>
        <Done text=page.cx.take_flash().map(|notice| notice.text(catalog)) />
        <Problem error=state.page_error().cloned() catalog />
        <ul class="plain-list">{CONTENTS.map(|key| view! { <li>{catalog.text(key)}</li> })}</ul>
        <p>{catalog.text("data-care")}</p>
        <form class="stack" method="post" action=page.cx.link(paths::DATA)>
            <button class="button button-primary button-block" name="download" value="on">
                {catalog.text("data-download")}
            </button>
            <a class="button button-quiet button-block" href=page.cx.link(paths::SECURITY)>
                {catalog.text("activity-back")}
            </a>
        </form>
    }))
}
