use latchkey::hook::use_is_mfa_required_for_action;
use leptos::{prelude::*, task::spawn_local};

#[component]
fn Hint() -> impl IntoView {
    let required = use_is_mfa_required_for_action();
    let hint = RwSignal::new("");
    Effect::new(move || {
        spawn_local(async move {
            if required.ask("transfer.create").await.is_ok_and(|demand| demand.enrollment) {
                hint.set("You will set up a method before your first transfer.");
            }
        });
    });
    view! { <p>{hint}</p> }
}
