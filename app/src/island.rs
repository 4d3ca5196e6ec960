//! What wakes in pages that the server renders: thin wrappers around [controls](crate::control) and around the
//! [dialogs](crate::modal).
//!
//! Props are visible in the page's source: islands get finished words and read everything else from the page. Without scripts each is what
//! the server drew, and the page works all the same.

use crate::{
    control::{code_entry::CodeEntry, copy::Copy, print::Print, timer::Timer},
    modal::Dialogs,
};
use leptos::prelude::*;

/// The input of a six-digit code, which sends its form when the sixth digit is there.
#[island]
pub fn CodeInput(
    /// Whether what was sent was refused.
    refused: bool,
    /// Whether there is a hint below it.
    hint: bool,
    /// Whether the page opens with the cursor in it.
    focus: bool,
) -> impl IntoView {
    view! { <CodeEntry refused=Signal::stored(refused) hint focus=focus || refused sends_page=true /> }
}

/// A button that copies what the page shows.
#[island]
pub fn CopyButton(
    /// A CSS selector of the elements whose text is copied, a line each. The text itself is no prop: props are repeated in the page's source.
    from: String,
    /// The button's name.
    label: String,
    /// What it says when it is done.
    copied: String,
) -> impl IntoView {
    view! { <Copy from label copied /> }
}

/// A button that prints.
#[island]
pub fn PrintButton(
    /// The button's name.
    label: String,
) -> impl IntoView {
    view! { <Print label /> }
}

/// A wait that counts down.
#[island]
pub fn Countdown(
    /// The wait.
    seconds: u32,
    /// The timer's name.
    label: String,
    /// What is said at the end.
    over: String,
) -> impl IntoView {
    view! { <Timer seconds label over /> }
}

/// Where the built-in screens open, in an application whose pages wake in islands: once in a page.
///
/// # On the server
///
/// Reads the request's context.
#[island]
pub fn MfaProviderIsland() -> impl IntoView {
    view! { <Dialogs /> }
}
