use latchkey::hook::use_mfa_modals;
use leptos::prelude::*;

#[component]
fn SecurityButton() -> impl IntoView {
    let modals = use_mfa_modals();
    let show = move |_| modals.set_show_mfa_manage(true);
    view! { <button on:click=show>"Security"</button> }
}
