//! `use_mfa_events`.

use super::{bench::Bench, log};
use app::hook::{MfaEvent, use_mfa_events};
use leptos::prelude::*;

/// The events for completed and failed proofs.
#[island]
pub fn EventsPanel() -> impl IntoView {
    let successes = RwSignal::new(0_u32);
    let failures = RwSignal::new(0_u32);
    use_mfa_events(move |event| match event {
        MfaEvent::CompletionSuccess => {
            successes.update(|successes| *successes += 1);
            log::add(&["mfa_completion_success"]);
        }
        MfaEvent::CompletionFailure(error) => {
            failures.update(|failures| *failures += 1);
            log::add(&["mfa_completion_failure", error.code()]);
        }
        // A later version may add events.
        _ => {}
    });
    let state = Signal::derive(move || ["success: ", &successes.get().to_string(), ", failure: ", &failures.get().to_string()].concat());
    Bench::new("use_mfa_events").show(Vec::new(), state)
}
