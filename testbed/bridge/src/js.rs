//! The two files of `app`.

#[path = "../../../app/src/js/from_js.rs"]
mod from_js;
#[path = "../../../app/src/js/to_js.rs"]
mod to_js;

pub(crate) use from_js::{FromJs, field, structs};
pub(crate) use to_js::to_js;
