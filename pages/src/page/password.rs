//! `/account/password`: another password.

use super::proof_first::proof_first;
use crate::{
    component::{Done, Problem, card},
    form_state::Subject,
    page_context::{PageContext, Shown},
};
use app::component::{Field, Kind};
use leptos::prelude::*;
use mfa::{Error, Policy, Sensitive};

pub(crate) async fn show(page: PageContext) -> Shown {
    let latchkey = &page.cx.latchkey;
    let policy = latchkey.policy().await?;
    if latchkey.needs_proof_for(page.session()?, Sensitive::ChangePassword).await? {
        Ok(proof_first(&page, "/account/password", "password-title", "password-proof-lead"))
    } else {
        Ok(form(&page, &policy)?)
    }
}

fn form(page: &PageContext, policy: &Policy) -> Result<AnyView, Error> {
    let (words, state) = (page.words, &page.state);
    let email = page.session()?.email.clone();
    let minimum = policy.minimum_password_length(page.cx.latchkey.now());
    Ok(card(view! {
        <h1>{words.text("password-title")}</h1>
        <p class="lead">{words.text("password-lead")}</p>
        <Done text=page.cx.take_notice().map(|notice| notice.text(words)) />
        <Problem error=state.page_error().cloned() words />
        <form class="stack" method="post" action=page.cx.link("/account/password") novalidate>
            // For password managers, which save the pair.
            <input class="hidden" type="text" name="username" autocomplete="username" value=email readonly tabindex="-1" aria-hidden="true" />
            <Field
                id="current"
                label=words.text("password-current")
                kind=Kind::Password
                error=state.error_about(Subject::CurrentPassword, words)
            />
            <Field
                id="new"
                label=words.text("password-new")
                kind=Kind::NewPassword
                hint=words.fill("entrance-password-hint", [("minimum", minimum.into())])
                error=state.error_about(Subject::NewPassword, words)
            />
            <button class="button button-primary button-block">{words.text("password-button")}</button>
            <a class="button button-quiet button-block" href=page.cx.link("/account/security")>
                {words.text("frame-cancel")}
            </a>
        </form>
    }))
}
