//! Tests of `ui/src/js/to_js.rs` and `ui/src/js/from_js.rs`. These read and write JavaScript values, which only exist in WASM.
//!
//! Those two files are compiled here without the rest of `ui`, whose WASM would take most of a minute. `run.mjs` calls every exported function;
//! each is a test and fails by panicking. `cargo xtask test unit` compiles and runs them.
//!
//! ```text
//! answer.rs     every type of `mfa` that a function returns, as the server writes it
//! value.rs      numbers, texts, lists and absent values: limits and wrong types
//! argument.rs   the arguments of functions
//! js.rs         the two files of `ui`
//! ```

#![cfg(target_family = "wasm")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![expect(unreachable_pub, reason = "exported functions have to be `pub`; JavaScript reaches them")]

mod answer;
mod argument;
mod js;
#[path = "../../../ui/src/moment.rs"]
mod moment;
mod value;

use js::FromJs;
use serde::Serialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::js_sys::JSON;

/// Called once by WASM's loader: the message of a panic is printed.
#[wasm_bindgen(start)]
pub fn print_panics() {
    console_error_panic_hook::set_once();
}

/// The browser parser's value of a text.
fn parse(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn read<T: FromJs>(json: &str) -> Option<T> {
    T::from_js(&parse(json))
}

/// Checks that a value written by the server is read as the same value.
#[track_caller]
fn assert_crosses<T: FromJs + PartialEq + Serialize>(value: &T) {
    let json = serde_json::to_string(value).unwrap();
    assert!(read::<T>(&json).as_ref() == Some(value), "{json}");
}
