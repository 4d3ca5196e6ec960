//! Where the focus is in the dialog. It is moved in the next macrotask, when the screen has been drawn.

use leptos::prelude::*;
use std::time::Duration;
use ui::browser;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Puts the focus where the open screen begins: into its field, or on its title.
pub(super) fn focus_soon() {
    browser::after(Duration::ZERO, || focus_first(&[":not([hidden]) > * [autofocus]", "#mfa-dialog-title"]));
}

/// Puts the focus into the field whose content was refused.
pub(super) fn focus_refused_soon() {
    browser::after(Duration::ZERO, || focus_first(&["[aria-invalid]"]));
}

/// Puts the focus on the element of the dialog that the first matching selector finds.
fn focus_first(selectors: &[&str]) {
    let Some(dialog) = document().get_element_by_id("mfa-dialog") else { return };
    let find = |selector: &&str| dialog.query_selector(selector).ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(found) = selectors.iter().find_map(find) {
        // Refused only by an element that is no longer part of the page.
        let _ = found.focus();
    }
}
