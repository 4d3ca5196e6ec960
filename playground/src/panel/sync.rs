//! `use_sync_mfa_flow`.

use super::{bench::Bench, log};
use app::hook::use_sync_mfa_flow;
use leptos::prelude::*;
use mfa::view::Requirement;
use ui::erased_view::Erase;

/// A handler that can be removed.
#[island]
pub fn SyncPanel() -> impl IntoView {
    let installed = RwSignal::new(true);
    let calls = RwSignal::new(0_u32);
    let last = RwSignal::new("none");
    let state = Signal::derive(move || ["calls: ", &calls.get().to_string(), ", last: ", last.get()].concat());
    // The handler is removed with the owner of the run that installed it.
    let handler = move || {
        if installed.get() {
            use_sync_mfa_flow(move |owed| {
                let name = name_of(owed);
                calls.update(|calls| *calls += 1);
                last.set(name);
                log::add(&["use_sync_mfa_flow", name]);
            });
        }
    };
    let controls = view! {
        <label class="check">
            <input
                type="checkbox"
                checked
                autocomplete="off"
                prop:checked=installed
                on:change=move |event| installed.set(event_target_checked(&event))
            />
            <span>"Handler installed"</span>
        </label>
    };
    Bench::new("use_sync_mfa_flow").show(vec![controls.erase(), handler.erase()], state)
}

fn name_of(requirement: Requirement) -> &'static str {
    match requirement {
        Requirement::AdditionalAuth => "additional_auth",
        Requirement::Acknowledgement => "acknowledgement",
    }
}
