//! A backup code instead of a method.

use crate::{
    component::{Alert, Field, Kind, Submit},
    form_error::FormError,
    handler::{Handler, hand_over, instead},
    paths,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;

/// The form for a backup code.
#[component]
pub fn EnterBackupCode(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// The error of the last attempt.
    form_error: RwSignal<Option<FormError>>,
    /// Whether a code is being checked.
    #[prop(optional)]
    busy: RwSignal<bool>,
    /// Called with a code, instead of a request to the server.
    #[prop(default = None)]
    on_code: Handler<String>,
    /// Called when another method is requested, instead of a request to the server.
    #[prop(default = None)]
    on_other_method: Handler<()>,
) -> impl IntoView {
    let focus = form_error.with_untracked(|form_error| form_error.as_ref().is_none_or(|form_error| form_error.about_field));
    view! {
        <p class="lead">{strings.text(StringKey::BackupLead)}</p>
        <Alert strings=strings.clone() form_error />
        <form class="stack" method="post" action=strings.proof(paths::RECOVERY) novalidate on:submit=hand_over(on_code, "code", busy)>
            <Field
                id="code"
                label=strings.text(StringKey::BackupCode)
                kind=Kind::BackupCode
                hint=strings.text(StringKey::BackupHint)
                form_error=Some(form_error)
                focus
            />
            <Submit label=strings.text(StringKey::Verify) busy />
        </form>
        <ul class="links">
            <li>
                <a href=strings.proof(paths::CHOOSE) on:click=instead(&on_other_method, || ())>
                    {strings.text(StringKey::OtherMethod)}
                </a>
            </li>
        </ul>
    }
}
