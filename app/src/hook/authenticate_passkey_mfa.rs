//! Proving a passkey, without the built-in screens.

use super::{
    Authenticated, TokenRequest,
    passkey::{self, Passkey},
};
use ui::passkey::{Ceremony, PasskeyError};

/// The result of [`use_authenticate_passkey_mfa`].
#[derive(Clone, Copy)]
pub struct AuthenticatePasskeyMfa(Passkey);

impl AuthenticatePasskeyMfa {
    /// Fetches the options from the server, as [`RegisterPasskey::prepare`](super::RegisterPasskey::prepare) does.
    ///
    /// # Errors
    ///
    /// [`PasskeyError::Server`] with `NotPossibleNow` for an account without a passkey, `MethodDisabled`, `NotSignedIn`, `Transport`, `Unavailable`.
    pub async fn prepare(self) -> Result<(), PasskeyError> {
        self.0.prepare().await
    }

    /// The same for an action that the passkey confirms: [`authenticate`](Self::authenticate) then returns the token for it. The confirmation begins
    /// here, and can be given for ten minutes. If the policy requires no proof, none begins. Without `create_mfa_token`, an earlier confirmation is
    /// dropped.
    ///
    /// # Errors
    ///
    /// Those of [`prepare`](Self::prepare), and [`PasskeyError::Server`] with `RequiresAdditionalAuth` for a session with another requirement.
    pub async fn prepare_for(self, create_mfa_token: Option<TokenRequest>) -> Result<(), PasskeyError> {
        self.0.prepare_for(create_mfa_token).await
    }

    /// Has the user prove one of the account's passkeys: at sign-in, or before a sensitive action. Returns the next step, and the token for the
    /// [prepared](Self::prepare_for) action. The token is returned once; another action has to be prepared anew.
    ///
    /// # Errors
    ///
    /// Those of [`prepare`](Self::prepare), the browser's refusals, and the server's errors about the passkey; with `ConfirmationOver` for an action
    /// that took longer than ten minutes.
    pub fn authenticate(self) -> impl Future<Output = Result<Authenticated, PasskeyError>> {
        let asked = self.0.start();
        async move { passkey::proved(asked.await).await }
    }
}

/// Proves passkeys in a session that requires a second factor or a fresh proof.
///
/// # On the server
///
/// Every call fails with [`PasskeyError::Browser`] and `Unsupported`.
///
/// # Example
///
/// ```
/// # use app as latchkey;
/// use latchkey::hook::use_authenticate_passkey_mfa;
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
