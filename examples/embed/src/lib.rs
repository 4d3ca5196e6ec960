//! Strongroom: a small application that has accounts of its own, hydrates its pages as a whole, and leaves the second factor to Latchkey.
//!
//! This is its user interface, for the server and for the browser. What makes it a server is in `main.rs` and beside it.

// Views are deeply nested types.
#![recursion_limit = "256"]

pub mod frame;
pub mod function;
mod page;

pub use self::frame::{App, shell};

/// Called once by the page's loader: takes over what the server has drawn.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(App);
    // What needs all this is shown from now on. An extension that has changed the page too much for it to be taken over has ended the program above.
    if let Some(root) = leptos::prelude::document().document_element() {
        // Refused only for a name that no attribute can have.
        let _ = root.set_attribute("data-awake", "");
    }
}
