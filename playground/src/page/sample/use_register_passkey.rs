use latchkey::hook::use_register_passkey;
use leptos::{prelude::*, task::spawn_local};

#[component]
fn AddPasskey() -> impl IntoView {
    let passkey = use_register_passkey();
    let outcome = RwSignal::new("");
    Effect::new(move || {
        spawn_local(async move {
            let _ = passkey.prepare().await;
        });
    });
    let add = move |_| {
        // Called directly by the press, and awaited later.
        let registering = passkey.register();
        spawn_local(async move {
            outcome.set(match registering.await {
                Ok(_next) => "registered",
                Err(error) => error.code(),
            });
        });
    };
    view! { <button on:click=add>"Add a passkey"</button> {outcome} }
}
