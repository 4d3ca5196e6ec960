//! Removing a passkey.

use mfa::Error;
use ui::function::passkey;

/// The result of [`use_delete_passkey`].
#[derive(Clone, Copy, Debug)]
pub struct DeletePasskey;

impl DeletePasskey {
    /// Removes a passkey, which can't be used from then on.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`] unless a method was proved within the last minutes; [`Error::NotFound`]; [`Error::LastMethod`] for the last method
    /// of a user who must have one; [`Error::LastAdministrator`] if no administrator could sign in any more; [`Error::NotSignedIn`],
    /// [`Error::RequiresAdditionalAuth`], [`Error::Transport`], [`Error::Unavailable`].
    pub async fn delete(self, id: &str) -> Result<(), Error> {
        passkey::delete(id.to_owned()).await?;
        super::changed().await;
        Ok(())
    }
}

/// Removes passkeys.
///
/// # Example
///
/// ```
/// # use app as latchkey;
/// use latchkey::hook::use_delete_passkey;
/// use leptos::{prelude::*, task::spawn_local};
///
/// #[component]
/// fn Delete(id: String) -> impl IntoView {
///     let passkey = use_delete_passkey();
///     let delete = move |_| {
///         let id = id.clone();
///         spawn_local(async move {
///             let _ = passkey.delete(&id).await;
///         });
///     };
///     view! { <button on:click=delete>"Delete"</button> }
/// }
/// ```
#[must_use]
pub fn use_delete_passkey() -> DeletePasskey {
    super::start();
    DeletePasskey
}
