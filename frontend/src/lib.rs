//! What the browser loads: wakes the islands of the page.

// The islands are exported from `app`; without a reference to the crate the linker drops them.
extern crate app as _;

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once by the page's loader, before it looks for islands.
#[wasm_bindgen]
pub fn hydrate() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
