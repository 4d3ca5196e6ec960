//! A code from an enrolled authenticator app.

use super::{
    alt_action::{AltAction, alternatives},
    trust_box::trust_box,
};
use crate::{
    component::{Alert, CodeField, Submit},
    form_error::FormError,
    handler::{Handler, hand_over},
    paths,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;

/// The form for a code.
#[component]
pub fn Verify(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// The sentence about the purpose.
    lead: String,
    /// Whether the screen can be cancelled.
    may_cancel: bool,
    /// The error of the last attempt.
    form_error: RwSignal<Option<FormError>>,
    /// Whether a code is being checked.
    #[prop(optional)]
    busy: RwSignal<bool>,
    /// Called with a code, instead of a request to the server.
    #[prop(default = None)]
    on_code: Handler<String>,
    /// Called instead of a request to the server.
    #[prop(default = None)]
    on_alternative: Handler<AltAction>,
) -> impl IntoView {
    // If there is a wait, the message has to be read first.
    let focus = form_error.with_untracked(|form_error| form_error.as_ref().is_none_or(|form_error| form_error.about_field));
    view! {
        <p class="lead">{lead}</p>
        <Alert strings=strings.clone() form_error />
        <form class="stack" method="post" action=strings.proof(paths::VERIFY) novalidate on:submit=hand_over(on_code, "code", busy)>
            {trust_box(&strings, "option")} <CodeField strings=strings.clone() form_error focus />
            <Submit label=strings.text(StringKey::Verify) busy />
        </form>
        {alternatives(&strings, &[(AltAction::OtherMethod, true), (AltAction::BackupCode, true), (AltAction::Cancel, may_cancel)], &on_alternative)}
    }
}
