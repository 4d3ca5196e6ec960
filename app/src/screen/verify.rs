//! A code from an enrolled authenticator app.

use super::way::{Way, ways};
use crate::{
    component::{Alert, CodeField},
    handler::{Handler, hand_over},
    kit::{Kit, Word},
    trouble::Trouble,
};
use leptos::prelude::*;

/// The proof of a method.
#[component]
pub fn Verify(
    /// What every screen is given.
    kit: Kit,
    /// What the code is for.
    lead: String,
    /// Whether one may go back and do without it.
    may_cancel: bool,
    /// What went wrong.
    trouble: RwSignal<Option<Trouble>>,
    /// Whether a code is being looked at.
    #[prop(optional)]
    busy: RwSignal<bool>,
    /// Called with a code in the place of the server.
    #[prop(default = None)]
    on_code: Handler<String>,
    /// Called in the place of the server.
    #[prop(default = None)]
    on_way: Handler<Way>,
) -> impl IntoView {
    // A wait is read first.
    let focus = trouble.with_untracked(|trouble| trouble.as_ref().is_none_or(|trouble| trouble.about_field));
    view! {
        <p class="lead">{lead}</p>
        <Alert kit=kit.clone() trouble />
        <form class="stack" method="post" action=kit.proof("/mfa/verify") novalidate on:submit=hand_over(on_code, "code", busy)>
            <CodeField kit=kit.clone() trouble focus />
            <button class="button button-primary button-block" aria-disabled=move || busy.get().then_some("true")>
                {kit.text(Word::Verify)}
            </button>
        </form>
        {ways(&kit, &[(Way::OtherMethod, true), (Way::BackupCode, true), (Way::Cancel, may_cancel)], &on_way)}
    }
}
