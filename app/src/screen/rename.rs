//! Another name for an authenticator app or a passkey.

use super::home;
use crate::{
    component::{Alert, Field, Kind},
    handler::{Handler, hand_over, instead},
    kit::{Kit, Word},
    trouble::Trouble,
};
use leptos::prelude::*;
use mfa::Method;

/// The form for another name.
#[component]
pub fn Rename(
    /// What every screen is given.
    kit: Kit,
    /// What it is.
    method: Method,
    /// Its id.
    id: String,
    /// What to put into the field.
    name: String,
    /// What went wrong.
    trouble: RwSignal<Option<Trouble>>,
    /// Whether a name is being saved.
    #[prop(optional)]
    busy: RwSignal<bool>,
    /// Called with a name in the place of the server.
    #[prop(default = None)]
    on_name: Handler<String>,
    /// Called in the place of the server.
    #[prop(default = None)]
    on_cancel: Handler<()>,
) -> impl IntoView {
    view! {
        <Alert kit=kit.clone() trouble />
        <form
            class="stack"
            method="post"
            action=kit.link(&[home(method), "/", &id, "/rename"].concat())
            novalidate
            on:submit=hand_over(on_name, "name", busy)
        >
            <Field
                id="name"
                label=kit.text(Word::Name)
                kind=Kind::Text
                value=name
                hint=kit.text(Word::NameHint)
                trouble=Some(trouble)
                focus=true
            />
            <button class="button button-primary button-block" aria-disabled=move || busy.get().then_some("true")>
                {kit.text(Word::NameSave)}
            </button>
            <a
                class="button button-quiet button-block"
                href=kit.link("/account/security")
                on:click=instead(&on_cancel, || ())
            >
                {kit.text(Word::Cancel)}
            </a>
        </form>
    }
}
