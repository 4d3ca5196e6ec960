//! The confirmation before an authenticator app or a passkey is removed.

use crate::{
    component::Alert,
    erased_view::Erase,
    form_error::FormError,
    handler::{Handler, instead},
    paths,
    strings::{StringKey, Strings},
};
use leptos::prelude::*;
use mfa::Method;

/// The confirmation. If it is the last method of an account that must have one, the screen says instead why it can't be removed, and what else can be
/// done.
#[component]
pub fn Remove(
    /// The sentences and addresses of the screens.
    strings: Strings,
    /// The method.
    method: Method,
    /// Its id.
    id: String,
    /// Its name.
    name: String,
    /// Whether it can be removed.
    removable: bool,
    /// The error of the last attempt.
    form_error: RwSignal<Option<FormError>>,
    /// Called when it is to be removed, instead of a request to the server.
    #[prop(default = None)]
    on_remove: Handler<()>,
    /// Called when it is to be replaced, instead of a request to the server.
    #[prop(default = None)]
    on_replace: Handler<()>,
    /// Called instead of a request to the server.
    #[prop(default = None)]
    on_cancel: Handler<()>,
) -> impl IntoView {
    let (action, button) = if removable {
        let remove = view! {
            <button class="button button-primary button-danger button-block" on:click=instead(&on_remove, || ())>
                {strings.fill(StringKey::RemoveNamed, "name", &name)}
            </button>
        };
        ([paths::of_factors(method), "/", &id, "/remove"].concat(), remove.erase())
    } else {
        // An app can be replaced; of passkeys, another one can be added.
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
        (paths::of_factors(method).to_owned(), replace.erase())
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
