//! The built-in screens in pages that the server renders and that use islands.

use crate::modal::Dialogs;
use leptos::prelude::*;

/// The container of the built-in screens, for an application whose pages use islands: once per page.
///
/// # On the server
///
/// Reads the request's context.
#[component]
pub fn MfaProviderIsland() -> impl IntoView {
    view! {
        <Dialogs />
        <DialogHost />
    }
}

/// Activates the dialog.
#[island]
pub fn DialogHost() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    crate::modal::activate();
}
