//! `/sign-up`: a new account.

use super::{entrance, wanted};
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
    let latchkey = &page.cx.latchkey;
    let minimum = page.policy().await?.minimum_password_length(latchkey.now());
    let next = wanted(&page);
    let other = entrance(&page.cx, paths::SIGN_IN, next.as_deref());
    // With mail, the password is chosen on the page of the link: before that, there is no account that it could be of.
    let by_mail = latchkey.confirms_addresses();
    let password = (!by_mail).then(|| {
        view! {
            <Field
                id="password"
                label=catalog.text("entrance-password")
                kind=Kind::NewPassword
                hint=catalog.fill("entrance-password-hint", [("minimum", minimum.into())])
                error=state.error_about(Subject::NewPassword, catalog)
            />
        }
    });
    // The passkey is created on the next page, which knows the address.
    let passkey = (!by_mail && page.policy().await?.passkey).then(|| {
        view! {
            <button class="button button-block" name="action" value="passkey">
                {catalog.text("sign-up-passkey")}
            </button>
        }
    });
    let (lead, button) = if by_mail { ("sign-up-mail-lead", "sign-up-mail-button") } else { ("sign-up-lead", "sign-up-button") };
    Ok(card(view! {
        <h1>{catalog.text("sign-up-heading")}</h1>
        <p class="lead">{catalog.text(lead)}</p>
        <Problem error=state.page_error().cloned() catalog />
        <form class="stack" method="post" action=page.cx.link(paths::SIGN_UP) novalidate>
            {next.map(|next| view! { <input type="hidden" name="next" value=next /> })}
            <Field
                id="email"
                label=catalog.text("entrance-email")
                kind=Kind::Email
                value=state.value("email")
                error=state.error_about(Subject::Email, catalog)
            />
            {password}
            <button class="button button-primary button-block">{catalog.text(button)}</button>
            {passkey}
        </form>
        <p class="aside">{catalog.text("sign-up-known")} " " <a href=other>{catalog.text("sign-in-button")}</a></p>
    }))
}
