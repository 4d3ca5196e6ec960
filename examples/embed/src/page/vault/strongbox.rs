//! A sensitive action: it asks for a proof each time, even if the last one is recent.

use crate::function::strongbox;
use latchkey::hook::{PromptError, use_prompt_mfa_auth};
use leptos::{prelude::*, task::spawn_local};

pub(super) fn view() -> impl IntoView {
    let prompt = use_prompt_mfa_auth();
    let inside = RwSignal::new(None);
    let open = move |_| {
        spawn_local(async move {
            let found = match prompt.prompt().await {
                // The server doesn't trust the browser: it checks itself whether there was a proof.
                Ok(_) => strongbox().await.map_err(|_| "The lock doesn’t turn. Please try once more.".to_owned()),
                Err(PromptError::Cancelled) => Err("It stays shut: you went back before you had confirmed that it’s you.".to_owned()),
                Err(PromptError::RateLimited { retry_after_seconds }) => Err(format!("It stays shut for {retry_after_seconds} seconds.")),
                Err(error) => Err(format!("It stays shut ({}).", error.code())),
            };
            // This fails if the user has left the page meanwhile.
            inside.try_set(Some(found));
        });
    };
    view! {
        <section class="box">
            <h2>"The strongbox"</h2>
            <p>"What lies in it is shown only right after you have confirmed that it’s you."</p>
            <button class="action needs-script" on:click=open>
                "Open the strongbox"
            </button>
            <p class="without-script">"It opens only where this page’s scripts run."</p>
            {move || match inside.get() {
                None => ().into_any(),
                Some(Ok(text)) => view! { <p class="found" role="status">{text}</p> }.into_any(),
                Some(Err(why)) => view! { <p class="alert" role="alert">{why}</p> }.into_any(),
            }}
        </section>
    }
}
