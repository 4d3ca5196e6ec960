//! `/account/password`: another password.

use super::{Visit, proof_first::proof_first, visit};
use crate::{
    component::{Done, Problem, card},
    form_state::Subject,
    guard::Place,
};
use app::component::{Field, Kind};
use leptos::prelude::*;
use mfa::{Error, Policy, Sensitive};

pub(crate) fn page() -> impl IntoView {
    visit(Place::Account, async |visit| {
        let latchkey = &visit.cx.latchkey;
        let policy = latchkey.policy().await?;
        if latchkey.needs_proof_for(visit.session()?, Sensitive::ChangePassword).await? {
            Ok(proof_first(&visit, "/account/password", "password-title", "password-proof-lead"))
        } else {
            form(&visit, &policy)
        }
    })
}

fn form(visit: &Visit, policy: &Policy) -> Result<AnyView, Error> {
    let (words, state) = (visit.words, &visit.state);
    let email = visit.session()?.email.clone();
    let minimum = policy.minimum_password_length(visit.cx.latchkey.now());
    Ok(card(view! {
        <h1>{words.text("password-title")}</h1>
        <p class="lead">{words.text("password-lead")}</p>
        <Done text=visit.cx.take_notice().map(|notice| notice.text(words)) />
        <Problem error=state.page_error().cloned() words />
        <form class="stack" method="post" action=visit.cx.link("/account/password") novalidate>
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
            <a class="button button-quiet button-block" href=visit.cx.link("/account/security")>
                {words.text("frame-cancel")}
            </a>
        </form>
    }))
}
