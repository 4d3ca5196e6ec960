//! The question before an authenticator app or a passkey is removed.

use crate::{
    component::Alert,
    erased_view::erase,
    form_error::FormError,
    handler::{Handler, instead},
    paths,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;
use mfa::Method;

/// The question; or, where it is the last method of an account that must have one, why it can't be removed and what can be done instead.
#[component]
pub fn Remove(
    /// What every screen is given.
    strings: Strings,
    /// What it is.
    method: Method,
    /// Its id.
    id: String,
    /// What the user calls it.
    name: String,
    /// Whether it may go.
    removable: bool,
    /// What went wrong.
    form_error: RwSignal<Option<FormError>>,
    /// Called in the place of the server when it is to be removed.
    #[prop(default = None)]
    on_remove: Handler<()>,
    /// Called in the place of the server when there is to be another one instead.
    #[prop(default = None)]
    on_replace: Handler<()>,
    /// Called in the place of the server.
    #[prop(default = None)]
    on_cancel: Handler<()>,
) -> impl IntoView {
    let (action, button) = if removable {
        let remove = view! {
            <button class="button button-primary button-danger button-block" on:click=instead(&on_remove, || ())>
                {strings.fill(StringKey::RemoveNamed, "name", &name)}
            </button>
        };
        ([paths::of_factors(method), "/", &id, "/remove"].concat(), erase(remove))
    } else {
        // An app gives way to its successor; passkeys can be several.
        let (value, word) = match method {
            Method::Totp => ("replace", StringKey::Replace),
            Method::Passkey => ("add", StringKey::AddPasskey),
        };
        let replace = view! {
            <input type="hidden" name="id" value=id />
            <button
                class="button button-primary button-block"
                name="action"
                value=value
                on:click=instead(&on_replace, || ())
            >
                {strings.text(word)}
            </button>
        };
        (paths::of_factors(method).to_owned(), erase(replace))
    };
    let lead = match method {
        Method::Totp => StringKey::RemoveLead,
        Method::Passkey => StringKey::RemovePasskeyLead,
    };
    view! {
        {removable.then(|| view! { <p class="lead">{strings.text(lead)}</p> })}
        <Alert strings=strings.clone() form_error />
        <form class="stack" method="post" action=strings.link(&action)>
            {button}
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
