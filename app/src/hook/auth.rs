//! Who is signed in.

use super::state::state;
use leptos::prelude::*;
use mfa::{
    Error,
    view::{Requirement, Status, User},
};
use ui::function::account;

/// What [`use_auth`] gives.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Auth {
    /// The user, once everything that the policy asks for at sign-in was proved.
    pub user: Signal<Option<User>>,
    /// The user while the session still owes something; `scope` is `requiresAdditionalAuth` then.
    pub user_with_missing_info: Signal<Option<User>>,
    /// Whether it is known yet who is signed in.
    pub is_loading: Signal<bool>,
    /// Why that couldn't be found out.
    pub failure: Signal<Option<Error>>,
}

impl Auth {
    /// Ends the session that Latchkey keeps, and forgets its cookie. An application with a sign-in of its own ends its own session as well.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`] if the server couldn't be reached, [`Error::Unavailable`] if it couldn't do it: the user is still signed in.
    pub async fn sign_out(&self) -> Result<(), Error> {
        account::sign_out().await?;
        super::changed().await;
        Ok(())
    }
}

/// Who is signed in, as signals: they change when the user signs out, finishes what the session owes, or does so in another tab.
///
/// # On the server
///
/// What the request's context knows, so that a page is served with the user's name already in it.
///
/// # Example
///
/// ```
/// use app::hook::use_auth;
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
