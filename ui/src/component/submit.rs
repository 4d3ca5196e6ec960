//! The button that submits a form.

use crate::control::reactive::disabled_while;
use leptos::prelude::*;

/// The main button of a form that stays open while its value is being processed.
#[component]
pub fn Submit(
    /// The button's label.
    label: String,
    /// Whether an earlier value is being processed.
    busy: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <button class="button button-primary button-block" aria-disabled=disabled_while(busy)>
            {label}
        </button>
    }
}
