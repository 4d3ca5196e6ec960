//! The browser's half: hydrates the islands of the page.

// Islands are exported from these crates; without a reference to a crate the linker drops its islands.
#[cfg(feature = "dialogs")]
extern crate app as _;
#[cfg(feature = "playground")]
extern crate playground as _;
extern crate ui as _;

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page's loader, before it looks for islands.
#[wasm_bindgen]
pub fn hydrate() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
