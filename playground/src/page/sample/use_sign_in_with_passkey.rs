use latchkey::hook::use_sign_in_with_passkey;
use leptos::{prelude::*, task::spawn_local};

#[component]
fn SignIn() -> impl IntoView {
    let passkey = use_sign_in_with_passkey(Some("/inbox"));
    let outcome = RwSignal::new("");
    let sign_in = move |_| {
        let signing_in = passkey.sign_in();
        spawn_local(async move {
            match signing_in.await {
                Ok(address) => window().location().assign(&address).unwrap_or_default(),
                Err(error) => outcome.set(error.code()),
            }
        });
    };
    view! { <button on:click=sign_in>"Sign in with a passkey"</button> {outcome} }
}
