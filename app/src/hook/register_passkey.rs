//! Registering a passkey, without the built-in screens.

use super::{
    Authenticated, TokenRequest,
    passkey::{self, Passkey},
};
use ui::passkey::{Ceremony, PasskeyError};

/// The result of [`use_register_passkey`].
#[derive(Clone, Copy)]
pub struct RegisterPasskey(Passkey);

impl RegisterPasskey {
    /// Fetches the options from the server, so that [`register`](Self::register) can call the browser at once: Safari asks its user only right after
    /// a press. The options are used for four minutes; without them, `register` fetches them itself.
    ///
    /// # Errors
    ///
    /// [`PasskeyError::Server`] with `StepUpRequired`, `RequiresAdditionalAuth`, `MethodDisabled`, `PasskeyLimitReached`,
    /// `NotSignedIn`, `Transport`, `Unavailable`.
    pub async fn prepare(self) -> Result<(), PasskeyError> {
        self.0.prepare().await
    }

    /// The same for an action that requires its user to enroll a method first, as in
    /// [`AuthenticatePasskeyMfa::prepare_for`](super::AuthenticatePasskeyMfa::prepare_for): the new passkey is its proof.
    ///
    /// # Errors
    ///
    /// Those of [`prepare`](Self::prepare).
    pub async fn prepare_for(self, create_mfa_token: Option<TokenRequest>) -> Result<(), PasskeyError> {
        self.0.prepare_for(create_mfa_token).await
    }

    /// Has the browser create a passkey and the server register it. Returns the next step, and the token for the [prepared](Self::prepare_for)
    /// action; the session is full.
    ///
    /// # Errors
    ///
    /// Those of [`prepare`](Self::prepare), the browser's refusals, and the server's errors about the passkey.
    pub fn register(self) -> impl Future<Output = Result<Authenticated, PasskeyError>> {
        let asked = self.0.start();
        async move { passkey::proved(asked.await).await }
    }
}

/// Registers passkeys: during enrollment, and in a session that has proved a method within the last minutes.
///
/// # On the server
///
/// Every call fails with [`PasskeyError::Browser`] and `Unsupported`.
///
/// # Example
///
/// ```
/// # use app as latchkey;
/// use latchkey::hook::use_register_passkey;
/// use leptos::{prelude::*, task::spawn_local};
///
/// #[component]
/// fn AddPasskey() -> impl IntoView {
///     let passkey = use_register_passkey();
///     let outcome = RwSignal::new("");
///     Effect::new(move || {
///         spawn_local(async move {
///             let _ = passkey.prepare().await;
///         });
///     });
///     let add = move |_| {
///         let registering = passkey.register();
///         spawn_local(async move { outcome.set(registering.await.map_or_else(|error| error.code(), |_| "registered")) });
///     };
///     view! { <button on:click=add>"Add a passkey"</button> {outcome} }
/// }
/// ```
#[must_use]
pub fn use_register_passkey() -> RegisterPasskey {
    super::start();
    RegisterPasskey(Passkey::new(Ceremony::Register, None))
}
