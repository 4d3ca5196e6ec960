//! The island that activates the controls of a page that the server renders.
//!
//! Islands here draw nothing and have no props: they read what they need to know off the page. Without scripts the page is as the server drew it, and
//! works all the same.

use leptos::prelude::*;

/// Activates the [controls](crate::control) of the page: once in a page that has any.
#[island]
pub fn Controls() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    crate::control::activate();
}
