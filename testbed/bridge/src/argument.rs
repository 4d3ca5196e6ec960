//! The arguments of functions.

use crate::js::to_js;
use mfa::Method;
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::js_sys::JSON;

#[derive(Serialize)]
struct Arguments {
    code: String,
    from: u32,
    acknowledged: bool,
    name: Option<String>,
    replaces: Option<u32>,
}

#[derive(Serialize)]
struct Nothing {}

#[derive(Serialize)]
struct One<T> {
    value: T,
}

fn written(arguments: &impl Serialize) -> Option<String> {
    JSON::stringify(&to_js(arguments)?).unwrap().as_string()
}

#[wasm_bindgen]
pub fn arguments_are_read_as_they_were_meant() {
    for (code, from, name, replaces) in
        [("123456", 0, None, None), ("", u32::MAX, Some(""), Some(0)), ("\"\\\n\0\u{2028}", 1, Some("Télé \u{1f511}"), Some(u32::MAX))]
    {
        let arguments = Arguments { code: code.to_owned(), from, acknowledged: true, name: name.map(ToOwned::to_owned), replaces };
        let json = written(&arguments).unwrap();
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read, serde_json::to_value(&arguments).unwrap());
    }
    assert_eq!(written(&Nothing {}).as_deref(), Some("{}"));
}

#[wasm_bindgen]
pub fn absent_arguments_are_null() {
    assert_eq!(written(&One { value: None::<String> }).as_deref(), Some(r#"{"value":null}"#));
    assert_eq!(written(&One { value: Some("a") }).as_deref(), Some(r#"{"value":"a"}"#));
    assert_eq!(written(&One { value: One { value: false } }).as_deref(), Some(r#"{"value":{"value":false}}"#));
}

/// No function takes these types. A function that did would fail in its first test, instead of sending a number that JavaScript has rounded.
#[wasm_bindgen]
pub fn other_arguments_are_refused() {
    assert_eq!(written(&One { value: u64::MAX }), None);
    assert_eq!(written(&One { value: -1_i32 }), None);
    assert_eq!(written(&One { value: -1_i64 }), None);
    assert_eq!(written(&One { value: f64::NAN }), None);
    assert_eq!(written(&One { value: 'a' }), None);
    assert_eq!(written(&One { value: () }), None);
    assert_eq!(written(&One { value: Method::Totp }), None);
    assert_eq!(written(&One { value: vec!["a"] }), None);
    assert_eq!(written(&One { value: ("a", "b") }), None);
    assert_eq!(written(&One { value: Some(vec![1_u32]) }), None);
}
