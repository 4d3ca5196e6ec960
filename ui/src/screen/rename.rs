//! The renaming of an authenticator app or a passkey.

use crate::{
    component::{Alert, Field, Kind, Submit},
    form_error::FormError,
    handler::{Handler, hand_over, instead},
    paths,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;
use mfa::Method;

/// The form for a new name.
#[component]
pub fn Rename(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// The method.
    method: Method,
    /// Its id.
    id: String,
    /// The initial value of the field.
    name: String,
    /// The error of the last attempt.
    form_error: RwSignal<Option<FormError>>,
    /// Whether a name is being saved.
    #[prop(optional)]
    busy: RwSignal<bool>,
    /// Called with the name, instead of a request to the server.
    #[prop(default = None)]
    on_name: Handler<String>,
    /// Called instead of a request to the server.
    #[prop(default = None)]
    on_cancel: Handler<()>,
) -> impl IntoView {
    view! {
        <Alert strings=strings.clone() form_error />
        <form
            class="stack"
            method="post"
            action=strings.link(&[paths::of_factors(method), "/", &id, "/rename"].concat())
            novalidate
            on:submit=hand_over(on_name, "name", busy)
        >
            <Field
                id="name"
                label=strings.text(StringKey::Name)
                kind=Kind::Text
                value=name
                hint=strings.text(StringKey::NameHint)
                form_error=Some(form_error)
                focus=true
            />
            <Submit label=strings.text(StringKey::NameSave) busy />
            <a
                class="button button-quiet button-block"
                href=strings.link(paths::SECURITY)
                on:click=instead(&on_cancel, || ())
            >
                {strings.text(StringKey::Cancel)}
            </a>
        </form>
    }
}
