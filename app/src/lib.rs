#![doc = include_str!("../README.md")]
// Views are deeply nested types.
#![recursion_limit = "256"]

pub mod hook;
#[cfg(feature = "islands")]
#[expect(clippy::mem_forget, reason = "the macro's: islands live on")]
pub mod island;
pub mod modal;
