//! `/account/email`: the change of the email address.

use super::proof_first::proof_first;
use crate::{
    component::{Done, Problem, card, sentence, verbatim},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{Error, Method, Sensitive, error::Subject};
use ui::{
    component::{Field, Kind},
    erased_view::ErasedView,
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    if page.cx.latchkey.needs_proof_for(page.session()?, Sensitive::ChangeEmail).await? {
        return Ok(proof_first(&page, paths::EMAIL, "email-title", "email-proof-lead"));
    }
    let has_password = page.cx.latchkey.account().ways_in(page.session()?).await?.password;
    Ok(form(&page, page.assessment()?.provable().contains(&Method::Totp), has_password)?)
}

fn form(page: &PageContext, has_app: bool, has_password: bool) -> Result<ErasedView, Error> {
    let (catalog, state) = (page.catalog, &page.state);
    let email = page.session()?.email.clone();
    // The address changes at once, or with the link of a mail.
    let hint = if page.cx.latchkey.confirms_addresses() { "email-hint-by-mail" } else { "email-hint" };
    // At sign-up, the same error redirects the visitor to the sign-in.
    let email_error = match &state.error {
        Some(Error::EmailUnavailable) => Some(catalog.text("email-unavailable")),
        _ => state.error_about(Subject::Email, catalog),
    };
    let current = has_password.then(|| {
        view! {
            <Field
                id="current"
                label=catalog.text("password-current")
                kind=Kind::Password
                error=state.error_about(Subject::CurrentPassword, catalog)
            />
        }
    });
    Ok(card(view! {
        <h1>{catalog.text("email-title")}</h1>
        <p class="lead">{sentence(catalog, "email-lead", [("email", verbatim(&email))])}</p>
        <Done text=page.cx.take_flash().map(|notice| notice.text(catalog)) />
        <Problem error=state.page_error().cloned() catalog />
        <form class="stack" method="post" action=page.cx.link(paths::EMAIL) novalidate>
            // If two tabs are open, the second one detects that the address isn't the one that it shows.
            <input type="hidden" name="from" value=email.clone() />
            // For password managers, which identify the password by it.
            <input class="hidden" type="text" name="username" autocomplete="username" value=email readonly tabindex="-1" aria-hidden="true" />
            <Field
                id="email"
                label=catalog.text("email-new")
                kind=Kind::NewEmail
                value=state.value("email")
                hint=catalog.text(hint)
                error=email_error
            />
            {current}
            {has_app.then(|| view! { <p class="hint">{catalog.text("email-app")}</p> })}
            <button class="button button-primary button-block">{catalog.text("email-button")}</button>
            <a class="button button-quiet button-block" href=page.cx.link(paths::SECURITY)>
                {catalog.text("frame-cancel")}
            </a>
        </form>
    }))
}
