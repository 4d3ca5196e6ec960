//! Whether an action asks for a proof of its own.

use mfa::{Error, view::ActionDemand};
use ui::function::action;

/// What [`use_is_mfa_required_for_action`] gives.
#[derive(Clone, Copy, Debug)]
pub struct IsMfaRequiredForAction;

impl IsMfaRequiredForAction {
    /// Whether a proof is asked for, and whether this user enrolls a method for it first. An action that the policy doesn't list asks for nothing.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`]; [`Error::RequiresAdditionalAuth`] for a session that owes something, unless the action asks for a proof anyway;
    /// [`Error::Transport`], [`Error::Unavailable`].
    pub async fn ask(self, name: &str) -> Result<ActionDemand, Error> {
        Ok(action::required(name.to_owned()).await?)
    }
}

/// Asks the server what an action asks of the user: for an application that wants to say so beforehand, or that draws screens of its own.
/// [`use_get_mfa_token`](super::use_get_mfa_token) finds it out by itself.
///
/// # On the server
///
/// The same, within the request.
///
/// # Example
///
/// ```
/// use app::hook::use_is_mfa_required_for_action;
/// use leptos::{prelude::*, task::spawn_local};
///
/// #[component]
/// fn Hint() -> impl IntoView {
///     let required = use_is_mfa_required_for_action();
///     let hint = RwSignal::new("");
///     Effect::new(move || {
///         spawn_local(async move {
///             if required.ask("transfer.create").await.is_ok_and(|demand| demand.enrollment) {
///                 hint.set("You will set up a second step before your first transfer.");
///             }
///         });
///     });
///     view! { <p>{hint}</p> }
/// }
/// ```
#[must_use]
pub fn use_is_mfa_required_for_action() -> IsMfaRequiredForAction {
    super::start();
    IsMfaRequiredForAction
}
