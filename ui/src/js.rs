//! Values of the browser: creates and reads objects, calls functions by name, and awaits promises.
//!
//! Functions are called by name, since typed bindings would be larger than the functions that they wrap.

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

/// `undefined` if there is no such member.
pub fn member(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// Sets a member of an object.
pub fn set(of: &JsValue, name: &str, value: &JsValue) {
    // This fails only if the value isn't an object.
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

/// The result of a promise. A value that isn't a promise is returned as it is.
pub async fn settled(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::resolve(&promise)).await
}
