//! Signing in with a passkey alone.

use super::passkey::Passkey;
use ui::passkey::{Ceremony, PasskeyError};

/// The result of [`use_sign_in_with_passkey`].
#[derive(Clone, Copy)]
pub struct SignInWithPasskey(Passkey);

impl SignInWithPasskey {
    /// Fetches the options from the server, as [`RegisterPasskey::prepare`](super::RegisterPasskey::prepare) does.
    ///
    /// # Errors
    ///
    /// [`PasskeyError::Server`] with `MethodDisabled`, `AddressRateLimited`, `Transport`, `Unavailable`; with `NotFound` if an application signs its
    /// users in itself.
    pub async fn prepare(self) -> Result<(), PasskeyError> {
        self.0.prepare().await
    }

    /// Signs in the user that the passkey belongs to: it is both factors at once, so no challenge follows. Returns the address of the next page.
    ///
    /// # Errors
    ///
    /// Those of [`prepare`](Self::prepare), the browser's refusals, and the server's errors about the passkey.
    pub fn sign_in(self) -> impl Future<Output = Result<String, PasskeyError>> {
        let asked = self.0.start();
        async move {
            let (next, _) = asked.await?;
            super::changed().await;
            Ok(next)
        }
    }
}

/// Signs in with a passkey, without email and password.
///
/// # On the server
///
/// Every call fails with [`PasskeyError::Browser`] and `Unsupported`.
///
/// # Example
///
/// ```
/// # use app as latchkey;
/// use latchkey::hook::use_sign_in_with_passkey;
/// use leptos::{prelude::*, task::spawn_local};
///
/// #[component]
/// fn SignIn() -> impl IntoView {
///     let passkey = use_sign_in_with_passkey(Some("/inbox"));
///     let outcome = RwSignal::new(String::new());
///     let sign_in = move |_| {
///         let signing_in = passkey.sign_in();
///         spawn_local(async move { outcome.set(signing_in.await.unwrap_or_else(|error| error.code().to_owned())) });
///     };
///     view! { <button on:click=sign_in>"Sign in with a passkey"</button> {outcome} }
/// }
/// ```
#[must_use]
pub fn use_sign_in_with_passkey(next: Option<&str>) -> SignInWithPasskey {
    super::start();
    SignInWithPasskey(Passkey::new(Ceremony::SignIn, next.map(str::to_owned)))
}
