//! A button that prints.

use crate::{
    browser,
    icon::{Icon, PRINT},
};
use leptos::prelude::*;

/// Opens the browser's print dialog; the print stylesheet decides what goes on paper.
/// Invisible on the server: a page can't print itself without scripts.
#[component]
pub fn Print(
    /// The button's name.
    label: String,
) -> impl IntoView {
    let usable = RwSignal::new(false);
    Effect::new(move || usable.set(true));
    view! {
        <button type="button" class="button button-small needs-script" class:waiting=move || !usable.get() on:click=move |_| browser::print()>
            <Icon path=PRINT />
            {label}
        </button>
    }
}
