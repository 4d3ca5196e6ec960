//! `/account/delete`: the confirmation before the account is deleted.

use crate::{
    component::{Problem, card},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::error::Subject;
use ui::{component::Check, paths};

const LOST: [&str; 3] = ["delete-credentials", "delete-factors", "delete-history"];

pub(crate) async fn show(page: PageContext) -> Shown {
    let (catalog, state) = (page.catalog, &page.state);
    let email = page.session()?.email.clone();
    Ok(card(view! {
        <h1>{catalog.text("delete-title")}</h1>
        <p class="lead">{catalog.text("delete-lead")}</p>
        <Problem error=state.page_error().cloned() catalog />
        <ul class="plain-list">{LOST.map(|key| view! { <li>{catalog.text(key)}</li> })}</ul>
        <p class="hint">{catalog.text("delete-kept")}</p>
        <form class="stack" method="post" action=page.cx.link(paths::DELETE_ACCOUNT) novalidate>
            <Check
                id="confirm"
                label=catalog.fill("delete-confirm", [("email", email.into())])
                error=state.error_about(Subject::Confirmation, catalog)
            />
            <button class="button button-primary button-danger button-block">{catalog.text("security-delete")}</button>
            <a class="button button-quiet button-block" href=page.cx.link(paths::SECURITY)>
                {catalog.text("frame-cancel")}
            </a>
        </form>
    }))
}
