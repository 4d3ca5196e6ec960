//! A backup code in the place of a method.

use crate::{
    component::{Alert, Field, Kind},
    handler::{Handler, hand_over, instead},
    kit::{Kit, Word},
    trouble::Trouble,
};
use leptos::prelude::*;

/// The proof by a backup code.
#[component]
pub fn EnterBackupCode(
    /// What every screen is given.
    kit: Kit,
    /// What went wrong.
    trouble: RwSignal<Option<Trouble>>,
    /// Whether a code is being looked at.
    #[prop(optional)]
    busy: RwSignal<bool>,
    /// Called with a code in the place of the server.
    #[prop(default = None)]
    on_code: Handler<String>,
    /// Called in the place of the server when another method is wanted.
    #[prop(default = None)]
    on_other_method: Handler<()>,
) -> impl IntoView {
    let focus = trouble.with_untracked(|trouble| trouble.as_ref().is_none_or(|trouble| trouble.about_field));
    view! {
        <p class="lead">{kit.text(Word::BackupLead)}</p>
        <Alert kit=kit.clone() trouble />
        <form class="stack" method="post" action=kit.proof("/mfa/recovery") novalidate on:submit=hand_over(on_code, "code", busy)>
            <Field
                id="code"
                label=kit.text(Word::BackupCode)
                kind=Kind::BackupCode
                hint=kit.text(Word::BackupHint)
                trouble=Some(trouble)
                focus
            />
            <button class="button button-primary button-block" aria-disabled=move || busy.get().then_some("true")>
                {kit.text(Word::Verify)}
            </button>
        </form>
        <ul class="links">
            <li>
                <a href=kit.link("/mfa/choose") on:click=instead(&on_other_method, || ())>
                    {kit.text(Word::OtherMethod)}
                </a>
            </li>
        </ul>
    }
}
