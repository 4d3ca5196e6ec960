//! A button that prints.

use crate::{
    browser,
    control::reactive::{usable_if, waiting_until},
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
    let usable = usable_if(|| true);
    view! {
        <button type="button" class="button button-small needs-script" class:waiting=waiting_until(usable) on:click=move |_| browser::print()>
            <Icon path=PRINT />
            {label}
        </button>
    }
}
