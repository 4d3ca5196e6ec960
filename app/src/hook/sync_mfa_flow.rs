//! A handler for whenever the session comes to owe something.

use mfa::view::Requirement;

/// Calls `handler` whenever the session comes to owe something: a second factor ([`Requirement::AdditionalAuth`]), or the word that new backup codes
/// are saved ([`Requirement::Acknowledgement`]).
///
/// It is called once for each such change, once more after the next sign-in, and once after each load of a page, if something is owed then; never in
/// a loop, whatever the handler does. Several handlers are each called. As long as there is one, the built-in screens stay closed unless it opens them;
/// without one, they open by themselves and lead through what is owed.
///
/// # On the server
///
/// The handler is never called.
///
/// # Example
///
/// ```
/// use app::hook::{use_mfa_modals, use_sync_mfa_flow};
/// use leptos::prelude::*;
/// use mfa::view::Requirement;
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
