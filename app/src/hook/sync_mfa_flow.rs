//! A handler that is called when the session gets a new requirement.

use mfa::view::Requirement;

/// Calls `handler` when the session gets a new requirement: a second factor ([`Requirement::AdditionalAuth`]), or the acknowledgement of new backup
/// codes ([`Requirement::Acknowledgement`]).
///
/// It is called once for each new requirement, again after the next sign-in, and once after each load of a page if there is a requirement then; never
/// in a loop, whatever the handler does. If there are several handlers, each is called. As long as there is a handler, the built-in screens stay
/// closed unless it opens them; without one, they open by themselves and lead through the requirements.
///
/// # On the server
///
/// The handler is never called.
///
/// # Example
///
/// ```
/// # mod latchkey { pub use {app::hook, mfa::{Error, view}}; }
/// use latchkey::hook::{use_mfa_modals, use_sync_mfa_flow};
/// use leptos::prelude::*;
/// use latchkey::view::Requirement;
///
/// #[component]
/// fn Finish() -> impl IntoView {
///     let modals = use_mfa_modals();
///     let owes = RwSignal::new(false);
///     use_sync_mfa_flow(move |requirement| match requirement {
///         Requirement::AdditionalAuth => owes.set(true),
///         Requirement::Acknowledgement => modals.set_show_mfa_view_backup_codes(true),
///     });
///     view! { {move || owes.get().then_some("Please finish signing in")} }
/// }
/// ```
#[cfg_attr(not(feature = "hydrate"), expect(unused_variables, reason = "nothing changes there"))]
pub fn use_sync_mfa_flow(handler: impl Fn(Requirement) + 'static) {
    super::start();
    #[cfg(feature = "hydrate")]
    super::flow::install(handler);
}
