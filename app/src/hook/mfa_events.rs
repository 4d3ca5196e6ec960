//! Events for completed and failed proofs.

use super::PromptError;

/// The end of a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MfaEvent {
    /// A method was proved, or enrolled. On `window` it is the event `mfa_completion_success`.
    CompletionSuccess,
    /// The built-in screens asked for that and were closed before it was done. On `window` it is the event `mfa_completion_failure`, whose `detail`
    /// is the error's code.
    CompletionFailure(PromptError),
}

/// Calls `handler` at each event, for as long as the component lives.
///
/// Scripts in other languages listen on `window` instead: `addEventListener("mfa_completion_success", …)`.
///
/// # On the server
///
/// The handler is never called.
///
/// # Example
///
/// ```
/// # use app as latchkey;
/// use latchkey::hook::{MfaEvent, use_mfa_events};
/// use leptos::prelude::*;
///
/// #[component]
/// fn Counter() -> impl IntoView {
///     let proofs = RwSignal::new(0);
///     use_mfa_events(move |event| {
///         if event == MfaEvent::CompletionSuccess {
///             proofs.update(|proofs| *proofs += 1);
///         }
///     });
///     view! { <p>{proofs}</p> }
/// }
/// ```
#[cfg_attr(not(feature = "hydrate"), expect(unused_variables, reason = "there is nothing to listen to"))]
pub fn use_mfa_events(handler: impl Fn(MfaEvent) + 'static) {
    #[cfg(feature = "hydrate")]
    super::flow::listen(handler);
}
