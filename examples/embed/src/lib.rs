//! Strongroom: a small application that has accounts of its own, hydrates whole pages, and uses Latchkey for the second factor.
//!
//! This crate is its user interface, for the server and for the browser. The server is in `main.rs` and the modules beside it.

// Views are deeply nested types.
#![recursion_limit = "256"]

pub mod frame;
pub mod function;
mod page;

pub use self::frame::{App, shell};

/// Called once by the page's loader: hydrates the rendered page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(App);
    // Elements that need hydration are shown from now on. If an extension has changed the page too much for it, the program has already stopped
    // above.
    if let Some(root) = leptos::prelude::document().document_element() {
        // This fails only for an invalid attribute name.
        let _ = root.set_attribute("data-awake", "");
    }
}
