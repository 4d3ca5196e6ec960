//! `/account/second-address`: a second address, which gets messages about the account's security and nothing else.

use super::proof_first::proof_first;
use crate::{
    component::{Done, Problem, card},
    page_context::{NotShown, PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{Sensitive, error::Subject};
use ui::{
    component::{Field, Kind},
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    if !page.cx.latchkey.confirms_addresses() {
        return Err(NotShown::Redirect(page.cx.link(paths::SECURITY)));
    }
    if page.cx.latchkey.needs_proof_for(page.session()?, Sensitive::NoticeAddress).await? {
        return Ok(proof_first(&page, paths::NOTICE_ADDRESS, "second-address-title", "second-address-proof-lead"));
    }
    let (catalog, state) = (page.catalog, &page.state);
    Ok(card(view! {
        <h1>{catalog.text("second-address-title")}</h1>
        <p class="lead">{catalog.text("second-address-lead")}</p>
        <Done text=page.cx.take_flash().map(|notice| notice.text(catalog)) />
        <Problem error=state.page_error().cloned() catalog />
        <form class="stack" method="post" action=page.cx.link(paths::NOTICE_ADDRESS) novalidate>
            <Field
                id="email"
                label=catalog.text("security-second-title")
                kind=Kind::NewEmail
                value=state.value("email")
                hint=catalog.text("second-address-hint")
                error=state.error_about(Subject::Email, catalog)
            />
            <button class="button button-primary button-block">{catalog.text("second-address-button")}</button>
            <a class="button button-quiet button-block" href=page.cx.link(paths::SECURITY)>
                {catalog.text("frame-cancel")}
            </a>
        </form>
    }))
}
