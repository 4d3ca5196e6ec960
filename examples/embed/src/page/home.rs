//! `/`: for all visitors. Users who still have to prove a second factor are asked for it here, in a dialog.

use latchkey::hook::{MfaEvent, Modal, PromptError, use_auth, use_mfa_events, use_mfa_modals, use_prompt_mfa_auth, use_sync_mfa_flow};
use latchkey::view::Requirement;
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};

/// Latchkey's page of the next step, for browsers without scripts.
const NEXT_STEP: &str = "/security/mfa";

pub(crate) fn page() -> impl IntoView {
    let auth = use_auth();
    let prompt = use_prompt_mfa_auth();
    let modals = use_mfa_modals();
    let news = RwSignal::new("");

    // Opens the dialog of the next step. Its result is passed to the handler of events.
    let ask = move || {
        spawn_local(async move {
            let _ = prompt.prompt().await;
        });
    };
    use_sync_mfa_flow(move |requirement| match requirement {
        Requirement::AdditionalAuth => ask(),
        Requirement::Acknowledgement => modals.open(Modal::ViewBackupCodes),
    });
    use_mfa_events(move |event| {
        news.set(match event {
            MfaEvent::CompletionSuccess => "Thank you. The second door is open.",
            MfaEvent::CompletionFailure(PromptError::Cancelled) => "The second door is still shut. Come back to it whenever you like.",
            _ => "That didn’t work, and the second door is still shut.",
        });
    });

    view! {
        <section class="hero">
            {move || match (auth.user.get(), auth.user_with_missing_info.get()) {
                (Some(user), _) => welcome(&user.email).into_any(),
                (None, Some(user)) => halfway(&user.email, ask).into_any(),
                (None, None) => stranger().into_any(),
            }}
            <p class="news" role="status">
                {news}
            </p>
        </section>
    }
}

fn welcome(name: &str) -> impl IntoView + use<> {
    view! {
        <p class="kicker">"Both doors are open"</p>
        <h1>{format!("Good to see you, {name}.")}</h1>
        <a class="action" href="/vault" rel="external">
            "Open my vault"
        </a>
    }
}

fn halfway<F: Fn() + 'static>(name: &str, ask: F) -> impl IntoView + use<F> {
    let on_click = move |click: MouseEvent| {
        click.prevent_default();
        ask();
    };
    view! {
        <p class="kicker">"One door is open"</p>
        <h1>{format!("One more step, {name}.")}</h1>
        <p class="lead">"Your password was right. The second door opens with the phone in your pocket."</p>
        <a class="action" href=NEXT_STEP rel="external" on:click=on_click>
            "Finish signing in"
        </a>
    }
}

fn stranger() -> impl IntoView {
    view! {
        <p class="kicker">"Safe keeping since this morning"</p>
        <h1>"Leave it with us."</h1>
        <p class="lead">
            "Strongroom keeps what matters behind two doors: the password that you have here, and the phone in your pocket."
        </p>
        <a class="action" href="/vault" rel="external">
            "Open my vault"
        </a>
    }
}
