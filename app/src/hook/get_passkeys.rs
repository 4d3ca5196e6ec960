//! The user's passkeys.

use mfa::{Error, view::Passkey};
use ui::function::passkey;

/// The result of [`use_get_passkeys`].
#[derive(Clone, Copy, Debug)]
pub struct GetPasskeys;

impl GetPasskeys {
    /// The passkeys, oldest first.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`], [`Error::RequiresAdditionalAuth`] for a session with a requirement, [`Error::Transport`], [`Error::Unavailable`].
    pub async fn get(self) -> Result<Vec<Passkey>, Error> {
        Ok(passkey::list().await?)
    }

    /// Renames a passkey.
    ///
    /// # Errors
    ///
    /// Those of [`get`](Self::get); [`Error::NotFound`], [`Error::NameInvalid`].
    pub async fn rename(self, id: &str, name: &str) -> Result<(), Error> {
        passkey::rename(id.to_owned(), name.to_owned()).await?;
        super::changed().await;
        Ok(())
    }
}

/// Reads the user's passkeys.
///
/// # Example
///
/// ```
/// # use app as latchkey;
/// use latchkey::hook::use_get_passkeys;
/// use leptos::{prelude::*, task::spawn_local};
///
/// #[component]
/// fn Passkeys() -> impl IntoView {
///     let passkeys = use_get_passkeys();
///     let names = RwSignal::new(Vec::new());
///     Effect::new(move || {
///         spawn_local(async move {
///             let found = passkeys.get().await.unwrap_or_default();
///             names.set(found.into_iter().map(|passkey| passkey.name).collect());
///         });
///     });
///     view! { <ul>{move || names.get().into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}</ul> }
/// }
/// ```
#[must_use]
pub fn use_get_passkeys() -> GetPasskeys {
    super::start();
    GetPasskeys
}
