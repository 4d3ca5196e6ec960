//! The built-in screens in pages that the server renders and that activate in islands.

use crate::modal::Dialogs;
use leptos::prelude::*;

/// Where the built-in screens open, in an application whose pages activate in islands: once in a page.
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
