//! `/mfa/verify`: a code from the authenticator app, at sign-in or before something sensitive.

use super::{Visit, visit};
use crate::{
    component::{CodeField, Problem, card},
    form::{PROOF_FOR, Subject},
    guard::Place,
    words::Words,
};
use leptos::prelude::*;
use mfa::{Error, Held};

pub(crate) fn page() -> impl IntoView {
    visit(Place::Prove, async |visit| {
        let (words, state) = (visit.words, &visit.state);
        let full = visit.is_full();
        let held = held(&visit).await?;
        // A wait is told before a code is typed, also to whoever comes back to the page.
        let problem = match &state.error {
            Some(_) => state.page_error().cloned(),
            None => visit.cx.latchkey.guess_wait(visit.session()?).await?,
        };
        let lead = match &held {
            Some(held) => what_for(held, words),
            None if full => words.text("step-up-lead"),
            None => words.fill("verify-lead", [("issuer", visit.cx.site.issuer.clone().into())]),
        };
        Ok(card(view! {
            <h1>{words.text(if full { "step-up-title" } else { "verify-title" })}</h1>
            <p class="lead">{lead}</p>
            <Problem error=problem.clone() words />
            <form class="stack" method="post" action="/mfa/verify" novalidate>
                {held.map(proof_for)}
                <CodeField words error=state.error_about(Subject::Code, words) focus=problem.is_none() />
                <button class="button button-primary button-block">{words.text("verify-button")}</button>
            </form>
            <ul class="links">
                <li>
                    <a href="/mfa/choose">{words.text("verify-different-method")}</a>
                </li>
                <li>
                    <a href="/mfa/recovery">{words.text("recovery-link")}</a>
                </li>
                {full
                    .then(|| {
                        view! {
                            <li>
                                <a href="/account/security">{words.text("frame-cancel")}</a>
                            </li>
                        }
                    })}
            </ul>
        }))
    })
}

/// What waits for the proof; nothing at sign-in.
pub(super) async fn held(visit: &Visit) -> Result<Option<Held>, Error> {
    if visit.is_full() { visit.cx.latchkey.held(visit.session()?).await } else { Ok(None) }
}

pub(super) fn proof_for(held: Held) -> impl IntoView {
    view! { <input type="hidden" name=PROOF_FOR value=held.path /> }
}

/// What goes on after the proof.
fn what_for(held: &Held, words: Words) -> String {
    let replaces = held.fields.iter().any(|(name, value)| name == "action" && value == "replace");
    words.text(match held.path.as_str() {
        "/account/devices" if replaces => "step-up-replace",
        "/account/devices" => "step-up-add",
        "/account/recovery-codes" => "step-up-codes",
        "/account/password" => "step-up-password",
        "/account/delete" => "step-up-delete",
        path if path.ends_with("/remove") => "step-up-remove",
        _ => "step-up-lead",
    })
}
