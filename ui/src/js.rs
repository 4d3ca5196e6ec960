//! Values of the browser: objects made and read, functions called by their name, promises awaited.
//!
//! By name, since the typed bindings of each thing would weigh more than the thing itself.

mod from_js;
mod to_js;

pub use self::{
    from_js::{FromJs, field},
    to_js::to_js,
};

pub(crate) use from_js::structs;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Function, Object, Promise, Reflect};

/// An object with these members.
pub fn object(members: &[(&str, &JsValue)]) -> JsValue {
    let object = JsValue::from(Object::new());
    for (name, value) in members {
        set(&object, name, value);
    }
    object
}

/// Nothing where there is no such member.
pub fn member(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// Gives an object a member.
pub fn set(of: &JsValue, name: &str, value: &JsValue) {
    // Refused only by what is no object.
    let _ = Reflect::set(of, &name.into(), value);
}

/// Calls a method by its name.
pub fn invoke(of: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = member(of, name).dyn_into()?;
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    Reflect::apply(&function, of, &list)
}

/// What comes of a promise, or of a value that is none.
pub async fn settled(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&promise)).await
}
