//! `/m/{token}`: the page that the link of a mail opens. It only shows what the link is for: mail scanners open links, too, so only its form acts.

use crate::{
    component::{Problem, card},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{LinkPurpose, error::Subject};
use ui::{
    component::{Field, Kind},
    paths,
};

/// The keys of a page's sentences.
struct Copy {
    heading: &'static str,
    lead: &'static str,
    label: &'static str,
    button: &'static str,
}

impl Copy {
    const fn of(purpose: LinkPurpose) -> Self {
        match purpose {
            LinkPurpose::SignUp => {
                Self { heading: "sign-up-heading", lead: "mail-link-sign-up-lead", label: "entrance-password", button: "sign-up-button" }
            }
            LinkPurpose::ResetPassword => Self {
                heading: "mail-link-reset-heading",
                lead: "mail-link-reset-lead",
                label: "mail-link-reset-password",
                button: "mail-link-reset-button",
            },
        }
    }
}

pub(crate) async fn show(page: PageContext) -> Shown {
    let (catalog, state) = (page.catalog, &page.state);
    let token = page.parameter.clone().unwrap_or_default();
    let link = page.cx.latchkey.account().link(&token).await?;
    let minimum = page.policy().await?.minimum_password_length(page.cx.latchkey.now());
    let copy = Copy::of(link.purpose);
    Ok(card(view! {
        <h1>{catalog.text(copy.heading)}</h1>
        <p class="lead">{catalog.text(copy.lead)}</p>
        <p class="mail-address" translate="no">
            <strong>{link.address.clone()}</strong>
        </p>
        <Problem error=state.page_error().cloned() catalog />
        <form class="stack" method="post" action=page.cx.link(&paths::MAIL_LINK.replace("{token}", &token)) novalidate>
            // For password managers, which save the password under this name.
            <input class="hidden" type="email" name="username" value=link.address autocomplete="username" readonly tabindex="-1" aria-hidden="true" />
            <Field
                id="password"
                label=catalog.text(copy.label)
                kind=Kind::NewPassword
                hint=catalog.fill("entrance-password-hint", [("minimum", minimum.into())])
                error=state.error_about(Subject::NewPassword, catalog)
            />
            <button class="button button-primary button-block">{catalog.text(copy.button)}</button>
        </form>
    }))
}
