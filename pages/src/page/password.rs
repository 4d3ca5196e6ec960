//! `/account/password`: the change of the password, or the addition of one to an account that has none.

use super::proof_first::{proof_first, proof_only};
use crate::{
    component::{Done, Problem, Warning, card},
    page_context::{PageContext, Shown},
};
use leptos::prelude::*;
use mfa::{Error, Policy, Sensitive, error::Subject};
use ui::{
    component::{Field, Kind},
    erased_view::ErasedView,
    paths,
};

pub(crate) async fn show(page: PageContext) -> Shown {
    let latchkey = &page.cx.latchkey;
    let (policy, session) = (page.policy().await?, page.session()?);
    let has_one = latchkey.account().ways_in(session).await?.password;
    let proof_is_needed = latchkey.needs_proof_for(session, Sensitive::ChangePassword).await?;
    Ok(match (has_one, proof_is_needed) {
        (true, true) if session.is_password_due() => proof_only(&page, paths::PASSWORD, "password-title", "password-due-proof-lead"),
        (true, true) => proof_first(&page, paths::PASSWORD, "password-title", "password-proof-lead"),
        (false, true) => proof_first(&page, paths::PASSWORD, "password-add-title", "password-add-proof-lead"),
        (_, false) => form(&page, &policy, has_one)?,
    })
}

fn form(page: &PageContext, policy: &Policy, has_one: bool) -> Result<ErasedView, Error> {
    let (catalog, state) = (page.catalog, &page.state);
    let email = page.session()?.email.clone();
    let is_due = page.session()?.is_password_due();
    let minimum = policy.minimum_password_length(page.cx.latchkey.now());
    let (title, lead, button) = match has_one {
        true => ("password-title", "password-lead", "password-button"),
        false => ("password-add-title", "password-add-lead", "password-add-title"),
    };
    let current = has_one.then(|| {
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
        <h1>{catalog.text(title)}</h1>
        {(!is_due).then(|| view! { <p class="lead">{catalog.text(lead)}</p> })}
        <Warning text=is_due.then(|| catalog.text("password-due")) />
        <Done text=page.cx.take_flash().map(|notice| notice.text(catalog)) />
        <Problem error=state.page_error().cloned() catalog />
        <form class="stack" method="post" action=page.cx.link(paths::PASSWORD) novalidate>
            // For password managers, which save both together.
            <input class="hidden" type="text" name="username" autocomplete="username" value=email readonly tabindex="-1" aria-hidden="true" />
            {current}
            {(!has_one).then(|| view! { <input type="hidden" name="action" value="add" /> })}
            <Field
                id="new"
                label=catalog.text("password-new")
                kind=Kind::NewPassword
                hint=catalog.fill("entrance-password-hint", [("minimum", minimum.into())])
                error=state.error_about(Subject::NewPassword, catalog)
            />
            <button class="button button-primary button-block">{catalog.text(button)}</button>
            {(!is_due)
                .then(|| {
                    view! {
                        <a class="button button-quiet button-block" href=page.cx.link(paths::SECURITY)>
                            {catalog.text("frame-cancel")}
                        </a>
                    }
                })}
        </form>
        // Everything else waits for a new password, also for a user who came in with a passkey and has forgotten the old one.
        {is_due
            .then(|| {
                view! {
                    <p class="aside">
                        <a href=page.cx.link(paths::FORGOTTEN_PASSWORD)>{catalog.text("sign-in-forgotten")}</a>
                    </p>
                }
            })}
    }))
}
