//! `/sign-up`: a new account.

use super::{entrance, wanted};
use crate::{
    component::{Problem, card},
    form_state::Subject,
    page_context::{PageContext, Shown},
};
use app::component::{Field, Kind};
use leptos::prelude::*;

pub(crate) async fn show(page: PageContext) -> Shown {
    let (words, state) = (page.words, &page.state);
    let latchkey = &page.cx.latchkey;
    let minimum = latchkey.policy().await?.minimum_password_length(latchkey.now());
    let next = wanted(&page);
    let other = entrance(&page.cx, "/sign-in", next.as_deref());
    Ok(card(view! {
        <h1>{words.text("sign-up-heading")}</h1>
        <p class="lead">{words.text("sign-up-lead")}</p>
        <Problem error=state.page_error().cloned() words />
        <form class="stack" method="post" action=page.cx.link("/sign-up") novalidate>
            {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
            <Field
                id="email"
                label=words.text("entrance-email")
                kind=Kind::Email
                value=state.value("email")
                error=state.error_about(Subject::Email, words)
            />
            <Field
                id="password"
                label=words.text("entrance-password")
                kind=Kind::NewPassword
                hint=words.fill("entrance-password-hint", [("minimum", minimum.into())])
                error=state.error_about(Subject::NewPassword, words)
            />
            <button class="button button-primary button-block">{words.text("sign-up-button")}</button>
        </form>
        <p class="aside">{words.text("sign-up-known")} " " <a href=other>{words.text("sign-in-button")}</a></p>
    }))
}
