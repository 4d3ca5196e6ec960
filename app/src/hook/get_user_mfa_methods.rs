//! The user's enrolled methods.

use mfa::Error;
use ui::function::method::{self, Methods};

/// The result of [`use_get_user_mfa_methods`].
#[derive(Clone, Copy, Debug)]
pub struct GetUserMfaMethods;

impl GetUserMfaMethods {
    /// The devices, the passkeys, and whether any method is verified.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`]; [`Error::RequiresAdditionalAuth`] while the session has a requirement; [`Error::Transport`]; [`Error::Unavailable`].
    pub async fn get(self) -> Result<Methods, Error> {
        Ok(method::list().await?)
    }
}

/// Asks the server for the user's enrolled methods.
///
/// # On the server
///
/// The same, within the request.
///
/// # Example
///
/// ```
/// # use app as latchkey;
/// use latchkey::hook::use_get_user_mfa_methods;
/// use leptos::{prelude::*, task::spawn_local};
///
/// #[component]
/// fn HowManyApps() -> impl IntoView {
///     let methods = use_get_user_mfa_methods();
///     let answer = RwSignal::new(String::new());
///     let ask = move |_| {
///         spawn_local(async move {
///             answer.set(match methods.get().await {
///                 Ok(methods) => methods.devices.len().to_string(),
///                 Err(error) => error.code().to_owned(),
///             });
///         });
///     };
///     view! { <button on:click=ask>"Count"</button> {answer} }
/// }
/// ```
#[must_use]
pub fn use_get_user_mfa_methods() -> GetUserMfaMethods {
    super::start();
    GetUserMfaMethods
}
