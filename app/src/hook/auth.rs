//! The signed-in user.

use super::state::state;
use leptos::prelude::*;
use mfa::{
    Error,
    view::{Requirement, Status, User},
};
use ui::function::account;

/// The result of [`use_auth`].
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Auth {
    /// The user, once all proofs that the policy requires at sign-in were given.
    pub user: Signal<Option<User>>,
    /// The user while the session still has a requirement; `scope` is then `requiresAdditionalAuth`.
    pub user_with_missing_info: Signal<Option<User>>,
    /// Whether the status is still unknown.
    pub is_loading: Signal<bool>,
    /// The error of the last attempt to read the status.
    pub failure: Signal<Option<Error>>,
}

impl Auth {
    /// Ends Latchkey's session and deletes its cookie. An application with its own sign-in has to end its own session as well.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`] if the server couldn't be reached, [`Error::Unavailable`] if it couldn't end the session: the user is still signed in.
    pub async fn sign_out(&self) -> Result<(), Error> {
        account::sign_out().await?;
        super::changed().await;
        Ok(())
    }
}

/// Returns the signed-in user as signals. They change when the user signs out or fulfils the session's requirements, also in another tab.
///
/// # On the server
///
/// The values are those of the request's context, so that a page is served with the user's name already in it.
///
/// # Example
///
/// ```
/// # use app as latchkey;
/// use latchkey::hook::use_auth;
/// use leptos::prelude::*;
///
/// #[component]
/// fn Greeting() -> impl IntoView {
///     let auth = use_auth();
///     view! {
///         {move || match (auth.user.get(), auth.user_with_missing_info.get()) {
///             (Some(user), _) => format!("Hello, {}", user.email),
///             (None, Some(_)) => "One more step, and you are in".to_owned(),
///             (None, None) => "Hello, stranger".to_owned(),
///         }}
///     }
/// }
/// ```
#[must_use]
pub fn use_auth() -> Auth {
    super::start();
    let state = state();
    let (full, half, known) = (state.status.clone(), state.status.clone(), state.status.clone());
    Auth {
        user: Signal::derive(move || full.get().filter(Status::is_full).and_then(|status| status.user)),
        user_with_missing_info: Signal::derive(move || {
            half.get().filter(|status| status.requirement() == Some(Requirement::AdditionalAuth)).and_then(|status| status.user)
        }),
        is_loading: Signal::derive(move || known.with(Option::is_none)),
        failure: state.failure.clone().into(),
    }
}
