//! Whether an action requires a proof of its own.

use mfa::{Error, view::ActionDemand};
use ui::function::action;

/// The result of [`use_is_mfa_required_for_action`].
#[derive(Clone, Copy, Debug)]
pub struct IsMfaRequiredForAction;

impl IsMfaRequiredForAction {
    /// Whether a proof is required, and whether this user has to enroll a method first. An action that the policy doesn't list requires none.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`]; [`Error::RequiresAdditionalAuth`] for a session with a requirement, unless the action requires a proof anyway;
    /// [`Error::Transport`], [`Error::Unavailable`].
    pub async fn ask(self, name: &str) -> Result<ActionDemand, Error> {
        Ok(action::required(name.to_owned()).await?)
    }
}

/// Asks the server for an action's requirements: for applications that announce them beforehand, or that have screens of their own.
/// [`use_get_mfa_token`](super::use_get_mfa_token) does this by itself.
///
/// # On the server
///
/// The same, within the request.
///
/// # Example
///
/// ```
/// # use app as latchkey;
/// use latchkey::hook::use_is_mfa_required_for_action;
/// use leptos::{prelude::*, task::spawn_local};
///
/// #[component]
/// fn Hint() -> impl IntoView {
///     let required = use_is_mfa_required_for_action();
///     let hint = RwSignal::new("");
///     Effect::new(move || {
///         spawn_local(async move {
///             if required.ask("transfer.create").await.is_ok_and(|demand| demand.enrollment) {
///                 hint.set("You will set up a method before your first transfer.");
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
