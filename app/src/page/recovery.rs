//! `/mfa/recovery`: a backup code in the place of a method.

use super::{
    verify::{held, proof_for},
    visit,
};
use crate::{
    component::{Field, Kind, Problem, card},
    form::Subject,
    guard::Place,
};
use leptos::prelude::*;

pub(crate) fn page() -> impl IntoView {
    visit(Place::Prove, async |visit| {
        let (words, state) = (visit.words, &visit.state);
        let held = held(&visit).await?;
        Ok(card(view! {
            <h1>{words.text("recovery-heading")}</h1>
            <p class="lead">{words.text("recovery-lead")}</p>
            <Problem error=state.page_error().cloned() words />
            <form class="stack" method="post" action="/mfa/recovery" novalidate>
                {held.map(proof_for)}
                <Field
                    id="code"
                    label=words.text("recovery-code")
                    kind=Kind::BackupCode
                    hint=words.text("recovery-hint")
                    error=state.error_about(Subject::Code, words)
                    focus=state.page_error().is_none()
                />
                <button class="button button-primary button-block">{words.text("verify-button")}</button>
            </form>
            <ul class="links">
                <li>
                    <a href="/mfa/choose">{words.text("verify-different-method")}</a>
                </li>
            </ul>
        }))
    })
}
