//! Converts the arguments of a server function to a value of the browser, which then writes it as JSON.
//!
//! Arguments are strings, numbers and `None`. Other types are refused; a test of the function would find them at once.

use serde::{
    Serialize, Serializer,
    ser::{Error as _, Impossible, SerializeStruct},
};
use std::fmt;
use wasm_bindgen::JsValue;
use web_sys::js_sys::{Object, Reflect};

/// The arguments as an object.
pub fn to_js(arguments: &impl Serialize) -> Option<JsValue> {
    arguments.serialize(Writer).ok()
}

struct Writer;

/// The error has no details, since they are never shown.
#[derive(Debug)]
struct NotWritable;

impl fmt::Display for NotWritable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for NotWritable {}

impl serde::ser::Error for NotWritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Fields(Object);

impl SerializeStruct for Fields {
    type Ok = JsValue;
    type Error = NotWritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), NotWritable> {
        let value = value.serialize(Writer)?;
        Reflect::set(&self.0, &name.into(), &value).map(|_| ()).map_err(|_| NotWritable)
    }

    fn end(self) -> Result<JsValue, NotWritable> {
        Ok(self.0.into())
    }
}

type No = Impossible<JsValue, NotWritable>;

/// The types that are refused.
macro_rules! refuse {
    ($($method:ident($($argument:ty),*) -> $answer:ty;)*) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$answer, NotWritable> {
            Err(NotWritable::custom(""))
        })*
    };
}

impl Serializer for Writer {
    type Ok = JsValue;
    type Error = NotWritable;
    type SerializeSeq = No;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStruct = Fields;
    type SerializeStructVariant = No;

    fn serialize_str(self, text: &str) -> Result<JsValue, NotWritable> {
        Ok(text.into())
    }

    fn serialize_u32(self, number: u32) -> Result<JsValue, NotWritable> {
        Ok(number.into())
    }

    fn serialize_bool(self, yes: bool) -> Result<JsValue, NotWritable> {
        Ok(yes.into())
    }

    fn serialize_none(self) -> Result<JsValue, NotWritable> {
        Ok(JsValue::NULL)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<JsValue, NotWritable> {
        value.serialize(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, NotWritable> {
        Ok(Fields(Object::new()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, _: &T) -> Result<JsValue, NotWritable> {
        Err(NotWritable)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<JsValue, NotWritable> {
        Err(NotWritable)
    }

    refuse! {
        serialize_i8(i8) -> JsValue;
        serialize_i16(i16) -> JsValue;
        serialize_i32(i32) -> JsValue;
        serialize_i64(i64) -> JsValue;
        serialize_u8(u8) -> JsValue;
        serialize_u16(u16) -> JsValue;
        serialize_u64(u64) -> JsValue;
        serialize_f32(f32) -> JsValue;
        serialize_f64(f64) -> JsValue;
        serialize_char(char) -> JsValue;
        serialize_bytes(&[u8]) -> JsValue;
        serialize_unit() -> JsValue;
        serialize_unit_struct(&'static str) -> JsValue;
        serialize_unit_variant(&'static str, u32, &'static str) -> JsValue;
        serialize_seq(Option<usize>) -> No;
        serialize_tuple(usize) -> No;
        serialize_tuple_struct(&'static str, usize) -> No;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No;
        serialize_map(Option<usize>) -> No;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No;
    }
}
