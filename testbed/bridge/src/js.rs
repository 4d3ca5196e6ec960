//! The two files of `ui`.

#[path = "../../../ui/src/js/from_js.rs"]
mod from_js;
#[path = "../../../ui/src/js/to_js.rs"]
mod to_js;

pub(crate) use from_js::{FromJs, field, structs};
pub(crate) use to_js::to_js;
