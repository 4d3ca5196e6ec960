use latchkey::hook::{Modal, use_mfa_modals};
use leptos::prelude::*;

#[component]
fn SecurityButton() -> impl IntoView {
    let modals = use_mfa_modals();
    let show = move |_| modals.open(Modal::Manage);
    view! { <button on:click=show>"Security"</button> }
}
