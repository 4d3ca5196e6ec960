//! The question before an authenticator app or a passkey is removed.

use super::home;
use crate::{
    component::Alert,
    handler::{Handler, instead},
    kit::{Kit, Word},
    piece::piece,
    trouble::Trouble,
};
use leptos::prelude::*;
use mfa::Method;

/// The question; or, where it is the last method of an account that must have one, why it can't be removed and what can be done instead.
#[component]
pub fn Remove(
    /// What every screen is given.
    kit: Kit,
    /// What it is.
    method: Method,
    /// Its id.
    id: String,
    /// What the user calls it.
    name: String,
    /// Whether it may go.
    removable: bool,
    /// What went wrong.
    trouble: RwSignal<Option<Trouble>>,
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
                {kit.fill(Word::RemoveNamed, "name", &name)}
            </button>
        };
        ([home(method), "/", &id, "/remove"].concat(), piece(remove))
    } else {
        // An app gives way to its successor; passkeys can be several.
        let (value, word) = match method {
            Method::Totp => ("replace", Word::Replace),
            Method::Passkey => ("add", Word::AddPasskey),
        };
        let replace = view! {
            <input type="hidden" name="id" value=id />
            <button
                class="button button-primary button-block"
                name="action"
                value=value
                on:click=instead(&on_replace, || ())
            >
                {kit.text(word)}
            </button>
        };
        (home(method).to_owned(), piece(replace))
    };
    let lead = match method {
        Method::Totp => Word::RemoveLead,
        Method::Passkey => Word::RemovePasskeyLead,
    };
    view! {
        {removable.then(|| view! { <p class="lead">{kit.text(lead)}</p> })}
        <Alert kit=kit.clone() trouble />
        <form class="stack" method="post" action=kit.link(&action)>
            {button}
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
