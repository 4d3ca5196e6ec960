//! `/lost-access`: advice for people who have lost their methods, and the contact of the support.

use crate::{
    component::{advice, card},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::Error;
use ui::{
    catalog::Catalog,
    erased_view::{Erase, ErasedView},
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let catalog = page.catalog;
    let support = page.cx.site.support.clone();
    // An application's users have no password here, and no link that sets one.
    let (codes, ask) = match page.cx.site.accounts.are_own() {
        true => ("lost-access-codes-text", "lost-access-ask-text"),
        false => ("lost-access-codes-text-application", "lost-access-ask-text-application"),
    };
    let to_try = [
        ("lost-access-codes-title", codes),
        ("lost-access-restore-title", "lost-access-restore-text"),
        ("lost-access-session-title", "lost-access-session-text"),
    ];
    Ok(card(view! {
        <h1>{catalog.text("lost-access-title")}</h1>
        <p class="lead">{catalog.text("lost-access-lead")}</p>
        {advice(to_try, catalog)}
        {recovery(&page).await?}
        <div class="rule stack">
            <h2>{catalog.text("lost-access-ask-title")}</h2>
            <p>{catalog.text(ask)}</p>
            {match support {
                Some(address) => contact(address, catalog).erase(),
                None => view! { <p>{catalog.text("lost-access-ask-somebody")}</p> }.erase(),
            }}
        </div>
    }))
}

/// The way to the recovery of the account, where there is one.
pub(super) async fn recovery(page: &PageContext) -> Result<Option<ErasedView>, Error> {
    let (cx, catalog) = (&page.cx, page.catalog);
    let is_offered = cx.site.accounts.are_own() && cx.latchkey.confirms_addresses() && page.policy().await?.recovery_hours > 0;
    let assessed = cx.session.as_ref().zip(page.assessment.as_ref());
    let may_ask = assessed.is_some_and(|(session, assessment)| assessment.may_ask_for_recovery(session));
    if !is_offered || cx.session.is_some() && !may_ask {
        return Ok(None);
    }
    let (text, path, button) = match may_ask {
        true => ("lost-access-recovery-text", paths::ACCOUNT_RECOVERY, "account-recovery-title"),
        false => ("lost-access-recovery-sign-in", paths::SIGN_IN, "sign-in-button"),
    };
    let view = view! {
        <div class="rule stack">
            <h2>{catalog.text("lost-access-recovery-title")}</h2>
            <p>{catalog.text(text)}</p>
            <a class="button button-block" href=cx.link(path)>
                {catalog.text(button)}
            </a>
        </div>
    };
    Ok(Some(view.erase()))
}

/// An email address is shown as such; a web address is only linked.
fn contact(address: String, catalog: Catalog) -> impl IntoView {
    let text = match address.strip_prefix("mailto:") {
        Some(email) => catalog.fill("lost-access-write-to", [("email", email.into())]),
        None => catalog.text("lost-access-ask-button"),
    };
    view! {
        <a class="button button-primary button-block" href=address>
            {text}
        </a>
    }
}
