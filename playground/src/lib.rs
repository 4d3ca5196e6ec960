#![doc = include_str!("../README.md")]
// Views are deeply nested types.
#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
mod page;
#[expect(clippy::mem_forget, reason = "the macro's: islands live on")]
pub mod panel;

#[cfg(feature = "ssr")]
pub use page::show;
