//! The pages of links that create a passkey: for a new account, or after all passkeys were lost.

use super::new_password;
use crate::{
    component::{Problem, card},
    page_context::PageContext,
};
use leptos::prelude::*;
use mfa::{Error, MailLink, error::Subject};
use ui::{
    component::{Field, Kind},
    control::{
        ControlSlot,
        passkey::slot_button::{LINK, PasskeyWords},
    },
    erased_view::ErasedView,
    passkey::Ceremony,
    paths,
};

/// The choice between a password and a passkey. Without passkeys, there is only the password.
pub(super) async fn sign_up(page: &PageContext, link: MailLink, token: &str) -> Result<ErasedView, Error> {
    let catalog = page.catalog;
    let offered = page.policy().await?.passkey;
    let (lead, class) = match offered {
        true => ("mail-link-sign-up-lead-both", "button button-block"),
        false => ("mail-link-sign-up-lead", "button button-primary button-block"),
    };
    let passkey = offered.then(|| {
        view! {
            <div class="passkey-in">
                {button(page, token, "passkey-sign-up-button", "passkey-sign-up-asleep")}
                <p class="or needs-script">
                    <span>{catalog.text("passkey-or")}</span>
                </p>
            </div>
        }
    });
    let password = new_password(page, &link, "entrance-password").await?;
    Ok(card(view! {
        <h1>{catalog.text("sign-up-heading")}</h1>
        <p class="lead">{catalog.text(lead)}</p>
        {address(link)}
        <Problem error=page.state.page_error().cloned() catalog />
        {passkey}
        <form class="stack" method="post" action=page.cx.link(&paths::MAIL_LINK.replace("{token}", token)) novalidate>
            {password}
            <button class=class>{catalog.text("sign-up-button")}</button>
        </form>
    }))
}

/// Asks for the backup code.
pub(super) fn lost(page: &PageContext, link: MailLink, token: &str) -> ErasedView {
    let (catalog, state) = (page.catalog, &page.state);
    card(view! {
        <h1>{catalog.text("mail-link-lost-passkey-heading")}</h1>
        <p class="lead">{catalog.text("mail-link-lost-passkey-lead")}</p>
        {address(link)}
        <Problem error=state.page_error().cloned() catalog />
        <form class="stack" method="post" action=page.cx.link(&paths::MAIL_LINK.replace("{token}", token)) novalidate>
            <Field
                id="code"
                label=catalog.text("recovery-code")
                kind=Kind::BackupCode
                hint=catalog.text("recovery-hint")
                error=state.error_about(Subject::Code, catalog)
            />
            <button class="button button-primary button-block">{catalog.text("proof-first-button")}</button>
        </form>
        <p class="aside">
            <a href=page.cx.link(paths::LOST_ACCESS)>{catalog.text("lost-access-title")}</a>
        </p>
    })
}

/// Creates the passkey, after the backup code was right.
pub(super) fn create(page: &PageContext, link: MailLink, token: &str) -> ErasedView {
    let catalog = page.catalog;
    card(view! {
        <h1>{catalog.text("passkey-register-title")}</h1>
        <p class="lead">{catalog.text("mail-link-new-passkey-lead")}</p>
        {address(link)}
        <Problem error=page.state.page_error().cloned() catalog />
        {button(page, token, "passkey-register-button", "passkey-by-link-asleep")}
    })
}

fn address(link: MailLink) -> impl IntoView {
    view! {
        <p class="mail-address" translate="no">
            <strong>{link.address}</strong>
        </p>
    }
}

/// The button that creates the passkey, or the notice that it takes scripts.
fn button(page: &PageContext, token: &str, label: &'static str, asleep: &'static str) -> impl IntoView + use<> {
    let catalog = page.catalog;
    let words = PasskeyWords::of(&page.strings(), Ceremony::ByLink)
        .labelled(catalog.text(label))
        .telling(catalog, [Error::LinkOver, Error::EmailUnavailable])
        .about(Some((LINK, token.to_owned())));
    ControlSlot::Passkey { ceremony: Ceremony::ByLink, words }.view_or(Some(catalog.text(asleep)))
}
