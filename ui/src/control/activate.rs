//! Brings the controls of a served page to life.

use super::{ControlSlot, code_entry};
use crate::browser;
use gloo::events::EventListener;
use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// Brings them to life, once.
pub(crate) fn activate() {
    each(".code-cells input", |found| {
        if let Some(input) = found.dyn_ref::<HtmlInputElement>() {
            activate_code_entry(input);
        }
    });
    each(".control-slot", |found| {
        let slot = ControlSlot::read(|name| found.get_attribute(name).unwrap_or_default());
        if let (Some(slot), Some(place)) = (slot, found.dyn_ref::<HtmlElement>()) {
            place.set_inner_html("");
            mount_to(place.clone(), move || slot.control()).forget();
        }
    });
}

fn each(selector: &str, run: impl Fn(&Element)) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    for at in 0..found.length() {
        if let Some(element) = found.item(at).and_then(|node| node.dyn_into().ok()) {
            run(&element);
        }
    }
}

fn activate_code_entry(input: &HtmlInputElement) {
    let typed = input.clone();
    EventListener::new(input, "input", move |_| code_entry::send_if_complete(&typed)).forget();
    // Typed before the scripts had loaded.
    if browser::is_fresh() {
        code_entry::send_if_complete(input);
    }
}
