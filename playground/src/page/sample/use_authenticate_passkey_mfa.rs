use latchkey::hook::use_authenticate_passkey_mfa;
use leptos::{prelude::*, task::spawn_local};

#[component]
fn Confirm() -> impl IntoView {
    let passkey = use_authenticate_passkey_mfa();
    let outcome = RwSignal::new("");
    let confirm = move |_| {
        let proving = passkey.authenticate();
        spawn_local(async move {
            outcome.set(match proving.await {
                Ok(_next) => "confirmed",
                Err(error) => error.code(),
            });
        });
    };
    view! { <button on:click=confirm>"Confirm with a passkey"</button> {outcome} }
}
