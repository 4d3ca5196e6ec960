//! The question before an authenticator app is removed.

use super::{On, instead};
use crate::{
    component::Alert,
    function::manage::DeviceLine,
    kit::{Kit, Word},
    piece::piece,
    trouble::Trouble,
};
use leptos::prelude::*;

/// The question; or, where the app is the last one of an account that must have one, why it can't be removed and what can be done instead.
#[component]
pub fn Remove(
    /// What every screen is given.
    kit: Kit,
    /// The app.
    device: DeviceLine,
    /// What went wrong.
    trouble: RwSignal<Option<Trouble>>,
    /// Called in the place of the server when it is to be removed.
    #[prop(default = None)]
    on_remove: On<()>,
    /// Called in the place of the server when it is to be replaced.
    #[prop(default = None)]
    on_replace: On<()>,
    /// Called in the place of the server.
    #[prop(default = None)]
    on_cancel: On<()>,
) -> impl IntoView {
    let (action, button) = if device.removable {
        let remove = view! {
            <button class="button button-primary button-danger button-block" on:click=instead(&on_remove, || ())>
                {kit.fill(Word::RemoveNamed, "name", &device.name)}
            </button>
        };
        (["/account/devices/", &device.id, "/remove"].concat(), piece(remove))
    } else {
        let replace = view! {
            <input type="hidden" name="id" value=device.id />
            <button
                class="button button-primary button-block"
                name="action"
                value="replace"
                on:click=instead(&on_replace, || ())
            >
                {kit.text(Word::Replace)}
            </button>
        };
        ("/account/devices".to_owned(), piece(replace))
    };
    view! {
        {device.removable.then(|| view! { <p class="lead">{kit.text(Word::RemoveLead)}</p> })}
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
