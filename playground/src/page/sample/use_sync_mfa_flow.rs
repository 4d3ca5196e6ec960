use latchkey::hook::{use_mfa_modals, use_sync_mfa_flow};
use latchkey::view::Requirement;
use leptos::prelude::*;

#[component]
fn Finish() -> impl IntoView {
    let modals = use_mfa_modals();
    let owes = RwSignal::new(false);
    use_sync_mfa_flow(move |requirement| match requirement {
        Requirement::AdditionalAuth => owes.set(true),
        Requirement::Acknowledgement => {
            modals.set_show_mfa_view_backup_codes(true);
        }
    });
    view! { {move || owes.get().then_some("One more step")} }
}
