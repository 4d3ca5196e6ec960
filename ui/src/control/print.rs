//! A button that prints.

use crate::{
    browser,
    icon::{Icon, PRINT},
};
use leptos::prelude::*;

/// Opens the browser's print dialog; the print stylesheet decides what is printed. The button is invisible on the server, since printing needs
/// scripts.
#[component]
pub fn Print(
    /// The button's label.
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
