//! Proving a passkey, without the built-in screens.

use super::{
    Authenticated, TokenRequest,
    passkey::{self, Passkey},
};
use ui::passkey::{Ceremony, PasskeyError};

/// What [`use_authenticate_passkey_mfa`] gives.
#[derive(Clone, Copy)]
pub struct AuthenticatePasskeyMfa(Passkey);

impl AuthenticatePasskeyMfa {
    /// Fetches from the server what is to be asked, as for [`RegisterPasskey::prepare`](super::RegisterPasskey::prepare).
    ///
    /// # Errors
    ///
    /// [`PasskeyError::Server`] with `NotPossibleNow` for an account without a passkey, `MethodDisabled`, `NotSignedIn`, `Transport`, `Unavailable`.
    pub async fn prepare(self) -> Result<(), PasskeyError> {
        self.0.prepare().await
    }

    /// The same, with the action that the passkey confirms: [`authenticate`](Self::authenticate) then answers the token for it. It is begun here, and
    /// may be confirmed for ten minutes; nothing is begun where the policy asks for no proof, and without `create_mfa_token` what was begun is
    /// forgotten.
    ///
    /// # Errors
    ///
    /// Those of [`prepare`](Self::prepare), and [`PasskeyError::Server`] with `RequiresAdditionalAuth` for a session that owes something else first.
    pub async fn prepare_for(self, create_mfa_token: Option<TokenRequest>) -> Result<(), PasskeyError> {
        self.0.prepare_for(create_mfa_token).await
    }

    /// Has the user prove one of the account's passkeys: at sign-in, or before something sensitive. Answers what comes next, and the token for the
    /// action that was [prepared for](Self::prepare_for): once, another action is begun anew.
    ///
    /// # Errors
    ///
    /// Those of [`prepare`](Self::prepare), what the browser may refuse, and what the server may find wrong with the passkey; with `ConfirmationOver`
    /// for an action that took longer than ten minutes.
    pub fn authenticate(self) -> impl Future<Output = Result<Authenticated, PasskeyError>> {
        let asked = self.0.start();
        async move { passkey::proved(asked.await).await }
    }
}

/// Proves passkeys in a session that owes a second factor, or needs a fresh proof.
///
/// # On the server
///
/// Every call fails with [`PasskeyError::Browser`] and `Unsupported`.
///
/// # Example
///
/// ```
/// use app::hook::use_authenticate_passkey_mfa;
/// use leptos::{prelude::*, task::spawn_local};
///
/// #[component]
/// fn Confirm() -> impl IntoView {
///     let passkey = use_authenticate_passkey_mfa();
///     let outcome = RwSignal::new("");
///     let confirm = move |_| {
///         let proving = passkey.authenticate();
///         spawn_local(async move { outcome.set(proving.await.map_or_else(|error| error.code(), |_| "confirmed")) });
///     };
///     view! { <button on:click=confirm>"Confirm with a passkey"</button> {outcome} }
/// }
/// ```
#[must_use]
pub fn use_authenticate_passkey_mfa() -> AuthenticatePasskeyMfa {
    super::start();
    AuthenticatePasskeyMfa(Passkey::new(Ceremony::Verify, None))
}
