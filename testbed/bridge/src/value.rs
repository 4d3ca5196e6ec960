//! Numbers, texts, lists and absent values: limits and wrong types.

use crate::{assert_crosses, js::FromJs, parse, read};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

/// The largest integer up to which JavaScript represents every integer: 2⁵³ - 1.
const SAFE: i64 = 9_007_199_254_740_991;

#[wasm_bindgen]
pub fn whole_numbers() {
    for number in [0, 1, -1, SAFE, -SAFE] {
        assert_crosses(&number);
    }
    assert_crosses(&SAFE.unsigned_abs());
    assert_crosses(&u32::MAX);
    assert_eq!(read::<u32>("4294967296"), None, "too large");
    for json in ["-1", "-9007199254740991"] {
        assert_eq!((read::<u32>(json), read::<u64>(json)), (None, None), "{json}");
    }
}

#[wasm_bindgen]
pub fn numbers_that_the_server_never_sends() {
    // The browser's parser rounds integers above 2⁵³.
    assert_eq!(read::<u64>("9007199254740993"), Some(9_007_199_254_740_992));
    assert_eq!(read::<u64>("18446744073709551615"), Some(i64::MAX.unsigned_abs()));
    assert_eq!((read::<i64>("1e300"), read::<i64>("-1e300")), (Some(i64::MAX), Some(i64::MIN)));
    assert_eq!((read::<i64>("1.9"), read::<i64>("-1.9"), read::<u32>("-0.5")), (Some(1), Some(-1), Some(0)));
    for (number, expected) in [(f64::NAN, 0), (f64::INFINITY, i64::MAX), (f64::NEG_INFINITY, i64::MIN), (-0.0, 0)] {
        assert_eq!(i64::from_js(&number.into()), Some(expected), "{number}");
    }
    assert_eq!(i64::from_js(&JsValue::bigint_from_str("1")), None, "JSON has no such numbers");
}

#[wasm_bindgen]
pub fn texts() {
    for text in ["", "a", "\0", "\u{2028}\"\\/\n", "ä\u{301}", "\u{1f469}\u{200d}\u{1f680}"] {
        assert_crosses(&text.to_owned());
    }
    assert_eq!(read::<String>(r#""\ud800""#).as_deref(), Some("\u{fffd}"), "half a character");
}

#[wasm_bindgen]
pub fn wrong_kinds() {
    for json in ["null", "true", "1", r#""1""#, "[]", "{}", r#"["a"]"#, r#"{"length":0}"#] {
        let is = |kind: &str| kind == json;
        assert_eq!(read::<bool>(json).is_some(), is("true"), "{json}");
        assert_eq!(read::<String>(json).is_some(), is(r#""1""#), "{json}");
        assert_eq!(read::<i64>(json).is_some(), is("1"), "{json}");
        assert_eq!(read::<u32>(json).is_some(), is("1"), "{json}");
        assert_eq!(read::<u64>(json).is_some(), is("1"), "{json}");
        assert_eq!(read::<Vec<String>>(json).is_some(), is("[]") || is(r#"["a"]"#), "{json}");
        assert_eq!(read::<(String, String)>(json), None, "{json}");
        assert_eq!(read::<()>(json), Some(()), "whatever is answered where nothing is expected");
    }
}

#[wasm_bindgen]
pub fn absence() {
    for absent in [JsValue::NULL, JsValue::UNDEFINED] {
        assert_eq!(Option::<String>::from_js(&absent), Some(None));
        assert_eq!(Option::<Vec<i64>>::from_js(&absent), Some(None));
        assert_eq!(String::from_js(&absent), None);
        assert_eq!(bool::from_js(&absent), None);
        assert_eq!(i64::from_js(&absent), None);
        assert_eq!(Vec::<i64>::from_js(&absent), None);
    }
    for json in [r#""""#, "0", "false", "[]"] {
        assert_eq!(Option::<String>::from_js(&parse(json)), (json == r#""""#).then(|| Some(String::new())), "{json} is something");
    }
}

#[wasm_bindgen]
pub fn lists() {
    assert_crosses(&Vec::<String>::new());
    assert_crosses(&vec![Some(1_i64), None, Some(-1)]);
    assert_crosses(&vec![("a".to_owned(), "b".to_owned()), (String::new(), String::new())]);
    assert_eq!(read::<Vec<i64>>(r#"[1,"2"]"#), None, "one wrong item spoils the list");
    assert_eq!(read::<(String, String)>(r#"["a"]"#), None);
    assert_eq!(read::<(String, Option<String>)>(r#"["a"]"#), Some(("a".to_owned(), None)));
}
