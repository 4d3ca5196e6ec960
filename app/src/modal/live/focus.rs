//! The focus inside the dialog. It is moved in the next macrotask, after the screen was rendered.

use leptos::prelude::*;
use std::time::Duration;
use ui::browser;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves the focus to the beginning of the open screen: to its field, or to its title.
pub(super) fn focus_soon() {
    browser::after(Duration::ZERO, || focus_first(&[":not([hidden]) > * [autofocus]", "#mfa-dialog-title"]));
}

/// Moves the focus to the field whose value was refused.
pub(super) fn focus_refused_soon() {
    browser::after(Duration::ZERO, || focus_first(&["[aria-invalid]"]));
}

/// Focuses the element of the dialog that the first matching selector finds.
fn focus_first(selectors: &[&str]) {
    let Some(dialog) = document().get_element_by_id("mfa-dialog") else { return };
    let find = |selector: &&str| dialog.query_selector(selector).ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(found) = selectors.iter().find_map(find) {
        // This fails only if the element is no longer part of the page.
        let _ = found.focus();
    }
}
