//! `/m/{token}`: the page that the link of a mail opens. It only shows what the link is for: mail scanners open links, too, so only its form acts.

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
    /// The label of the field for a password, if the page has one.
    label: Option<&'static str>,
    /// Whether that is the present password, and not a new one.
    is_present: bool,
    button: &'static str,
}

impl Copy {
    const fn without_password(heading: &'static str, lead: &'static str, button: &'static str) -> Self {
        Self { heading, lead, label: None, is_present: false, button }
    }

    const fn of(purpose: LinkPurpose) -> Self {
        match purpose {
            LinkPurpose::SignUp => Self {
                heading: "sign-up-heading",
                lead: "mail-link-sign-up-lead",
                label: Some("entrance-password"),
                is_present: false,
                button: "sign-up-button",
            },
            LinkPurpose::ResetPassword => Self {
                heading: "mail-link-reset-heading",
                lead: "mail-link-reset-lead",
                label: Some("mail-link-reset-password"),
                is_present: false,
                button: "mail-link-reset-button",
            },
            LinkPurpose::ChangeAddress => Self::without_password("mail-link-change-heading", "mail-link-change-lead", "email-button"),
            LinkPurpose::ConfirmAddress => {
                Self::without_password("mail-link-confirm-heading", "mail-link-confirm-lead", "mail-link-confirm-button")
            }
            LinkPurpose::NoticeAddress => {
                Self::without_password("mail-link-notices-heading", "mail-link-notices-lead", "mail-link-confirm-button")
            }
            LinkPurpose::StopRecovery => Self::without_password("mail-link-stop-heading", "mail-link-stop-lead", "recovery-stop-button"),
            LinkPurpose::StartRecovery => Self {
                heading: "mail-link-recovery-heading",
                lead: "mail-link-recovery-lead",
                label: Some("entrance-password"),
                is_present: true,
                button: "mail-link-recovery-button",
            },
            LinkPurpose::FinishRecovery => Self {
                heading: "mail-link-finish-heading",
                lead: "mail-link-finish-lead",
                label: Some("entrance-password"),
                is_present: true,
                button: "mail-link-finish-button",
            },
        }
    }
}

pub(crate) async fn show(page: PageContext) -> Shown {
    let token = page.parameter.clone().unwrap_or_default();
    let link = page.cx.latchkey.account().link(&token).await?;
    if needs_session(link.purpose) && !belongs_to_session(&page, &link) {
        return Ok(sign_in_first(&page));
    }
    Ok(form(&page, link, &token).await?)
}

async fn form(page: &PageContext, link: MailLink, token: &str) -> Result<AnyView, Error> {
    let (catalog, state) = (page.catalog, &page.state);
    let minimum = page.policy().await?.minimum_password_length(page.cx.latchkey.now());
    let copy = Copy::of(link.purpose);
    let class = match link.purpose {
        LinkPurpose::StopRecovery => "button button-primary button-danger button-block",
        _ => "button button-primary button-block",
    };
    let password = copy.label.map(|label| {
        view! {
            // For password managers, which save the password under this name.
            <input class="hidden" type="email" name="username" value=link.address.clone() autocomplete="username" readonly tabindex="-1" aria-hidden="true" />
            {match copy.is_present {
                true => view! {
                    <Field
                        id="current"
                        label=catalog.text(label)
                        kind=Kind::Password
                        error=state.error_about(Subject::CurrentPassword, catalog)
                    />
                }
                .into_any(),
                false => view! {
                    <Field
                        id="password"
                        label=catalog.text(label)
                        kind=Kind::NewPassword
                        hint=catalog.fill("entrance-password-hint", [("minimum", minimum.into())])
                        error=state.error_about(Subject::NewPassword, catalog)
                    />
                }
                .into_any(),
            }}
        }
    });
    Ok(card(view! {
        <h1>{catalog.text(copy.heading)}</h1>
        <p class="lead">{catalog.text(copy.lead)}</p>
        <p class="mail-address" translate="no">
            <strong>{link.address.clone()}</strong>
        </p>
        <Problem error=state.page_error().cloned() catalog />
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
