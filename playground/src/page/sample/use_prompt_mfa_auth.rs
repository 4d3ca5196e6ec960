use latchkey::hook::{PromptError, use_prompt_mfa_auth};
use leptos::{prelude::*, task::spawn_local};

#[component]
fn Transfer() -> impl IntoView {
    let auth = use_prompt_mfa_auth();
    let outcome = RwSignal::new("");
    let send = move |_| {
        spawn_local(async move {
            outcome.set(match auth.prompt().await {
                Ok(_user) => "on its way",
                Err(PromptError::Cancelled) => "as you like",
                Err(error) => error.code(),
            });
        });
    };
    view! { <button on:click=send>"Send"</button> {outcome} }
}
