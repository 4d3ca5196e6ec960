//! What wakes in pages that the server renders.
//!
//! Islands here draw nothing and have no props: what they need to know they read off the page, as anybody can, with the browser's own means. Without scripts each
//! is what the server drew, and the page works all the same.

#[cfg(feature = "dialogs")]
use crate::modal::Dialogs;
use leptos::prelude::*;

/// Brings the [controls](crate::control) of the page to life: once in a page that has any.
#[island]
pub fn Controls() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    crate::control::activate();
}

/// Where the built-in screens open, in an application whose pages activate in islands: once in a page.
///
/// # On the server
///
/// Reads the request's context.
#[cfg(feature = "dialogs")]
#[component]
pub fn MfaProviderIsland() -> impl IntoView {
    view! {
        <Dialogs />
        <DialogHost />
    }
}

/// Brings the dialog to life.
#[cfg(feature = "dialogs")]
#[island]
pub fn DialogHost() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    crate::modal::activate();
}
