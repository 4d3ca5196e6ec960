#![doc = include_str!("../README.md")]
// Views are deeply nested types.
#![recursion_limit = "256"]

pub mod browser;
pub mod component;
pub mod control;
pub mod erased_view;
pub mod error;
pub mod form_error;
#[expect(missing_docs, reason = "the argument structs that the macro makes of the functions; the arguments are described there")]
pub mod function;
pub mod handler;
pub mod icon;
// An application's pages have no such controls, and load no code for them.
#[cfg(any(feature = "pages", feature = "playground"))]
#[expect(clippy::mem_forget, reason = "the macro's: islands live on")]
pub mod island;
#[cfg(feature = "hydrate")]
pub mod js;
pub mod moment;
pub mod passkey;
pub mod paths;
pub mod screen;
#[cfg(feature = "hydrate")]
pub mod served;
pub mod strings;
pub mod transport;

#[cfg(feature = "ssr")]
pub mod accept;
#[cfg(feature = "ssr")]
pub mod catalog;
#[cfg(feature = "ssr")]
pub mod destination;
#[cfg(feature = "ssr")]
pub mod flash;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod site;

#[cfg(feature = "ssr")]
pub use request::provide_request;
