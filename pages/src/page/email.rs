//! `/account/email`: another email address.

use super::{Visit, proof_first::proof_first, visit};
use crate::{
    component::{Done, Problem, card, sentence, verbatim},
    form_state::Subject,
    guard::Place,
};
use app::component::{Field, Kind};
use leptos::prelude::*;
use mfa::{Error, Method, Sensitive};

pub(crate) fn page() -> impl IntoView {
    visit(Place::Account, async |visit| {
        if visit.cx.latchkey.needs_proof_for(visit.session()?, Sensitive::ChangeEmail).await? {
            return Ok(proof_first(&visit, "/account/email", "email-title", "email-proof-lead"));
        }
        let status = visit.cx.latchkey.status(visit.cx.session.as_ref()).await?;
        form(&visit, status.enrolled.contains(&Method::Totp))
    })
}

fn form(visit: &Visit, has_app: bool) -> Result<AnyView, Error> {
    let (words, state) = (visit.words, &visit.state);
    let email = visit.session()?.email.clone();
    // At sign-up the same error sends the visitor to the sign-in.
    let email_error = match &state.error {
        Some(Error::EmailUnavailable) => Some(words.text("email-unavailable")),
        _ => state.error_about(Subject::Email, words),
    };
    Ok(card(view! {
        <h1>{words.text("email-title")}</h1>
        <p class="lead">{sentence(words, "email-lead", [("email", verbatim(&email))])}</p>
        <Done text=visit.cx.take_notice().map(|notice| notice.text(words)) />
        <Problem error=state.page_error().cloned() words />
        <form class="stack" method="post" action=visit.cx.link("/account/email") novalidate>
            // Of two tabs, the second one finds another address than the one that it shows.
            <input type="hidden" name="from" value=email.clone() />
            // For password managers, which know the password by it.
            <input class="hidden" type="text" name="username" autocomplete="username" value=email readonly tabindex="-1" aria-hidden="true" />
            <Field
                id="email"
                label=words.text("email-new")
                kind=Kind::NewEmail
                value=state.value("email")
                hint=words.text("email-hint")
                error=email_error
            />
            <Field
                id="current"
                label=words.text("password-current")
                kind=Kind::Password
                error=state.error_about(Subject::CurrentPassword, words)
            />
            {has_app.then(|| view! { <p class="hint">{words.text("email-app")}</p> })}
            <button class="button button-primary button-block">{words.text("email-button")}</button>
            <a class="button button-quiet button-block" href=visit.cx.link("/account/security")>
                {words.text("frame-cancel")}
            </a>
        </form>
    }))
}
