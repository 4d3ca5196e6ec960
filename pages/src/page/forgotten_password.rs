//! `/reset`: asks for the address that gets a link to set a new password.

use crate::{
    component::{Problem, card},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::error::Subject;
use ui::{
    component::{Field, Kind},
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let (catalog, state) = (page.catalog, &page.state);
    Ok(card(view! {
        <h1>{catalog.text("forgotten-title")}</h1>
        <p class="lead">{catalog.text("forgotten-lead")}</p>
        <Problem error=state.page_error().cloned() catalog />
        <form class="stack" method="post" action=page.cx.link(paths::FORGOTTEN_PASSWORD) novalidate>
            <Field
                id="email"
                label=catalog.text("entrance-email")
                kind=Kind::Email
                value=state.value("email")
                error=state.error_about(Subject::Email, catalog)
            />
            <button class="button button-primary button-block">{catalog.text("forgotten-button")}</button>
            <a class="button button-quiet button-block" href=page.cx.link(paths::SIGN_IN)>
                {catalog.text("frame-cancel")}
            </a>
        </form>
    }))
}
