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
    erased_view::{Erase, ErasedView},
    paths,
};

/// The keys of a page's sentences.
struct Copy {
    heading: &'static str,
    lead: &'static str,
    password: Password,
    button: &'static str,
}

/// The field of a page for a password, with the key of its label.
#[derive(Clone, Copy)]
enum Password {
    None,
    New(&'static str),
    Present(&'static str),
}

impl Copy {
    const RESET: Self = Self {
        heading: "mail-link-reset-heading",
        lead: "mail-link-reset-lead",
        password: Password::New("mail-link-reset-password"),
        button: "mail-link-reset-button",
    };
    const CHANGE: Self = Self::without_password("mail-link-change-heading", "mail-link-change-lead", "email-button");
    const CONFIRM: Self = Self::without_password("mail-link-confirm-heading", "mail-link-confirm-lead", "mail-link-confirm-button");
    const NOTICES: Self = Self::without_password("mail-link-notices-heading", "mail-link-notices-lead", "mail-link-confirm-button");
    const START_RECOVERY: Self = Self {
        heading: "mail-link-recovery-heading",
        lead: "mail-link-recovery-lead",
        password: Password::Present("entrance-password"),
        button: "mail-link-recovery-button",
    };
    const STOP_RECOVERY: Self = Self::without_password("mail-link-stop-heading", "mail-link-stop-lead", "recovery-stop-button");
    const FINISH_RECOVERY: Self = Self {
        heading: "mail-link-finish-heading",
        lead: "mail-link-finish-lead",
        password: Password::Present("entrance-password"),
        button: "mail-link-finish-button",
    };

    const fn without_password(heading: &'static str, lead: &'static str, button: &'static str) -> Self {
        Self { heading, lead, password: Password::None, button }
    }
}

pub(crate) async fn show(page: PageContext) -> Shown {
    let token = page.parameter.clone().unwrap_or_default();
    let link = page.cx.latchkey.account().link(&token).await?;
    if needs_session(link.purpose) && !belongs_to_session(&page, &link) {
        return Ok(sign_in_first(&page));
    }
    let copy = match link.purpose {
        LinkPurpose::SignUp | LinkPurpose::SignUpUnconfirmed => return Ok(passkey::sign_up(&page, link, &token).await?),
        LinkPurpose::LostPasskey => return Ok(passkey::lost(&page, link, &token)),
        LinkPurpose::NewPasskey => return Ok(passkey::create(&page, link, &token)),
        LinkPurpose::ResetPassword => Copy::RESET,
        LinkPurpose::ChangeAddress => Copy::CHANGE,
        LinkPurpose::ConfirmAddress => Copy::CONFIRM,
        LinkPurpose::NoticeAddress => Copy::NOTICES,
        LinkPurpose::StartRecovery => Copy::START_RECOVERY,
        LinkPurpose::StopRecovery => Copy::STOP_RECOVERY,
        LinkPurpose::FinishRecovery => Copy::FINISH_RECOVERY,
    };
    Ok(form(&page, link, &token, copy).await?)
}

/// The field for a new password.
async fn new_password(page: &PageContext, link: &MailLink, label: &'static str) -> Result<ErasedView, Error> {
    let (catalog, state) = (page.catalog, &page.state);
    let minimum = page.policy().await?.minimum_password_length(page.cx.latchkey.now());
    let (label, error) = (catalog.text(label), state.error_about(Subject::NewPassword, catalog));
    let hint = catalog.fill("entrance-password-hint", [("minimum", minimum.into())]);
    let view = view! {
        {username(link)}
        <Field id="password" label kind=Kind::NewPassword hint error />
    };
    Ok(view.erase())
}

/// The field for the present password.
fn present_password(page: &PageContext, link: &MailLink, label: &'static str) -> ErasedView {
    let (label, error) = (page.catalog.text(label), page.state.error_about(Subject::CurrentPassword, page.catalog));
    let view = view! {
        {username(link)}
        <Field id="current" label kind=Kind::Password error />
    };
    view.erase()
}

/// The address for password managers, which keep the password under it.
fn username(link: &MailLink) -> impl IntoView + use<> {
    let address = link.address.clone();
    view! { <input class="hidden" type="email" name="username" value=address autocomplete="username" readonly tabindex="-1" aria-hidden="true" /> }
}

async fn form(page: &PageContext, link: MailLink, token: &str, copy: Copy) -> Result<ErasedView, Error> {
    let (catalog, state) = (page.catalog, &page.state);
    let password = match copy.password {
        Password::None => None,
        Password::New(label) => Some(new_password(page, &link, label).await?),
        Password::Present(label) => Some(present_password(page, &link, label)),
    };
    let is_of_recovery = matches!(link.purpose, LinkPurpose::StartRecovery | LinkPurpose::FinishRecovery);
    let impossible = (is_of_recovery && state.error == Some(Error::NotPossibleNow)).then(|| catalog.text("mail-link-recovery-impossible"));
    let class = match link.purpose {
        LinkPurpose::StopRecovery => "button button-primary button-danger button-block",
        _ => "button button-primary button-block",
    };
    Ok(card(view! {
        <h1>{catalog.text(copy.heading)}</h1>
        <p class="lead">{catalog.text(copy.lead)}</p>
        {(!link.address.is_empty())
            .then(|| {
                view! {
                    <p class="mail-address" translate="no">
                        <strong>{link.address}</strong>
                    </p>
                }
            })}
        <Problem error=state.page_error().cloned() catalog text=impossible />
        <form class="stack" method="post" action=page.cx.link(&paths::MAIL_LINK.replace("{token}", token)) novalidate>
            {password}
            <button class=class>{catalog.text(copy.button)}</button>
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
fn sign_in_first(page: &PageContext) -> ErasedView {
    let catalog = page.catalog;
    let (text, path, button) = match &page.cx.session {
        Some(session) if session.level == Level::Full => {
            let text = sentence(catalog, "mail-link-other-lead", [("email", verbatim(&session.email))]);
            (text, paths::SIGN_OUT, "sign-out-button")
        }
        Some(_) => (catalog.text("mail-link-sign-in-lead").erase(), paths::NEXT_STEP, "mail-link-sign-in-on"),
        None => (catalog.text("mail-link-sign-in-lead").erase(), paths::SIGN_IN, "sign-in-button"),
    };
    card(view! {
        <h1>{catalog.text("mail-link-sign-in-heading")}</h1>
        <p class="lead">{text}</p>
        <a class="button button-primary button-block" href=page.cx.link(path)>
            {catalog.text(button)}
        </a>
    })
}
