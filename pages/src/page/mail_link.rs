//! `/m/{token}`: the page that the link of a mail opens. It only shows what the link is for: mail scanners open links, too, so only its form acts.

mod passkey;

use crate::{
    component::{Problem, card, sentence, verbatim},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{Error, Level, LinkPurpose, MailLink, error::Subject};
use ui::{
    component::{Field, Kind},
    paths,
};

/// The keys of a page's sentences.
struct Copy {
    heading: &'static str,
    lead: &'static str,
    /// The label of the field for a new password, if the page has one.
    label: Option<&'static str>,
    button: &'static str,
}

impl Copy {
    const RESET: Self = Self {
        heading: "mail-link-reset-heading",
        lead: "mail-link-reset-lead",
        label: Some("mail-link-reset-password"),
        button: "mail-link-reset-button",
    };
    const CHANGE: Self = Self { heading: "mail-link-change-heading", lead: "mail-link-change-lead", label: None, button: "email-button" };
    const CONFIRM: Self =
        Self { heading: "mail-link-confirm-heading", lead: "mail-link-confirm-lead", label: None, button: "mail-link-confirm-button" };
    const NOTICES: Self =
        Self { heading: "mail-link-notices-heading", lead: "mail-link-notices-lead", label: None, button: "mail-link-confirm-button" };
}

pub(crate) async fn show(page: PageContext) -> Shown {
    let token = page.parameter.clone().unwrap_or_default();
    let link = page.cx.latchkey.account().link(&token).await?;
    if needs_session(link.purpose) && !belongs_to_session(&page, &link) {
        return Ok(sign_in_first(&page));
    }
    Ok(match link.purpose {
        LinkPurpose::SignUp | LinkPurpose::SignUpUnconfirmed => passkey::sign_up(&page, link, &token).await?,
        LinkPurpose::LostPasskey => passkey::lost(&page, link, &token),
        LinkPurpose::NewPasskey => passkey::create(&page, link, &token),
        LinkPurpose::ResetPassword => form(&page, link, &token, Copy::RESET).await?,
        LinkPurpose::ChangeAddress => form(&page, link, &token, Copy::CHANGE).await?,
        LinkPurpose::ConfirmAddress => form(&page, link, &token, Copy::CONFIRM).await?,
        LinkPurpose::NoticeAddress => form(&page, link, &token, Copy::NOTICES).await?,
    })
}

/// The field for a new password.
async fn password(page: &PageContext, link: &MailLink, label: &'static str) -> Result<impl IntoView + use<>, Error> {
    let (catalog, state) = (page.catalog, &page.state);
    let minimum = page.policy().await?.minimum_password_length(page.cx.latchkey.now());
    let (address, label) = (link.address.clone(), catalog.text(label));
    let error = state.error_about(Subject::NewPassword, catalog);
    Ok(view! {
        // For password managers, which save the password under this name.
        <input class="hidden" type="email" name="username" value=address autocomplete="username" readonly tabindex="-1" aria-hidden="true" />
        <Field id="password" label kind=Kind::NewPassword hint=catalog.fill("entrance-password-hint", [("minimum", minimum.into())]) error />
    })
}

async fn form(page: &PageContext, link: MailLink, token: &str, copy: Copy) -> Result<AnyView, Error> {
    let (catalog, state) = (page.catalog, &page.state);
    let password = match copy.label {
        Some(label) => Some(password(page, &link, label).await?),
        None => None,
    };
    Ok(card(view! {
        <h1>{catalog.text(copy.heading)}</h1>
        <p class="lead">{catalog.text(copy.lead)}</p>
        <p class="mail-address" translate="no">
            <strong>{link.address}</strong>
        </p>
        <Problem error=state.page_error().cloned() catalog />
        <form class="stack" method="post" action=page.cx.link(&paths::MAIL_LINK.replace("{token}", token)) novalidate>
            {password}
            <button class="button button-primary button-block">{catalog.text(copy.button)}</button>
        </form>
    }))
}

/// Whether the link works only in a session of its account.
fn needs_session(purpose: LinkPurpose) -> bool {
    matches!(purpose, LinkPurpose::ChangeAddress | LinkPurpose::NoticeAddress)
}

/// Whether the visitor is fully signed in to the account that the link is for.
fn belongs_to_session(page: &PageContext, link: &MailLink) -> bool {
    let session = page.cx.session.as_ref().filter(|session| session.level == Level::Full);
    session.is_some_and(|session| link.account_id.as_ref() == Some(&session.account_id))
}

/// The page for visitors who aren't signed in to the account. Its links don't lead back here, since the token belongs into no other address, and in no
/// session: after the sign-in, the visitor opens the link of the mail again.
fn sign_in_first(page: &PageContext) -> AnyView {
    let catalog = page.catalog;
    let (text, path, button) = match &page.cx.session {
        Some(session) if session.level == Level::Full => {
            let text = sentence(catalog, "mail-link-other-lead", [("email", verbatim(&session.email))]);
            (text, paths::SIGN_OUT, "sign-out-button")
        }
        Some(_) => (catalog.text("mail-link-sign-in-lead").into_any(), paths::NEXT_STEP, "mail-link-sign-in-on"),
        None => (catalog.text("mail-link-sign-in-lead").into_any(), paths::SIGN_IN, "sign-in-button"),
    };
    card(view! {
        <h1>{catalog.text("mail-link-sign-in-heading")}</h1>
        <p class="lead">{text}</p>
        <a class="button button-primary button-block" href=page.cx.link(path)>
            {catalog.text(button)}
        </a>
    })
}
