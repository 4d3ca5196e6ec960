use latchkey::hook::{MfaEvent, use_mfa_events};
use leptos::prelude::*;

#[component]
fn Proofs() -> impl IntoView {
    let proofs = RwSignal::new(0);
    use_mfa_events(move |event| {
        if event == MfaEvent::CompletionSuccess {
            proofs.update(|proofs| *proofs += 1);
        }
    });
    view! { <p>{proofs}</p> }
}
