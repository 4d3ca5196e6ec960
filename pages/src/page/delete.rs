//! `/account/delete`: the question before everything is gone.

use crate::{
    component::{Problem, card},
    form_state::Subject,
    page_context::{PageContext, Shown},
};
use app::component::Check;
use leptos::prelude::*;

const LOST: [&str; 3] = ["delete-credentials", "delete-factors", "delete-history"];

pub(crate) async fn show(page: PageContext) -> Shown {
    let (words, state) = (page.words, &page.state);
    let email = page.session()?.email.clone();
    Ok(card(view! {
        <h1>{words.text("delete-title")}</h1>
        <p class="lead">{words.text("delete-lead")}</p>
        <Problem error=state.page_error().cloned() words />
        <ul class="plain-list">{LOST.map(|key| view! { <li>{words.text(key)}</li> })}</ul>
        <form class="stack" method="post" action=page.cx.link("/account/delete") novalidate>
            <Check
                id="confirm"
                label=words.fill("delete-confirm", [("email", email.into())])
                error=state.error_about(Subject::Confirmation, words)
            />
            <button class="button button-primary button-danger button-block">{words.text("security-delete")}</button>
            <a class="button button-quiet button-block" href=page.cx.link("/account/security")>
                {words.text("frame-cancel")}
            </a>
        </form>
    }))
}
