//! The pages of Latchkey, their forms and islands, and the functions that scripts call.
//!
//! Pages are rendered on the server and work as plain forms. What scripts add are [islands](island), the only part that is
//! also compiled to WASM, together with the client side of the [server functions](function). Nothing here decides anything about
//! accounts, sessions or factors: that is `mfa`'s.
//!
//! ```text
//!   GET  ─► App (router) ─► guard: may one be here? ─► page ─► components, islands
//!   POST ─► form ─► function ─► mfa ─► 303 to the next place, or the same page again with what went wrong
//!   /api/latchkey/… ─► function ─► mfa
//! ```

// Views are deeply nested types.
#![recursion_limit = "256"]

pub mod component;
pub mod control;
pub mod error;
#[expect(missing_docs, reason = "the argument structs that the macro makes of the functions; the arguments are described there")]
pub mod function;
pub mod hook;
pub mod icon;
#[cfg(feature = "islands")]
#[expect(clippy::mem_forget, reason = "the macro's: islands live on")]
pub mod island;
pub mod kit;
pub mod modal;
pub mod moment;
mod piece;
#[cfg(feature = "playground")]
#[expect(clippy::mem_forget, reason = "the macro's, as above")]
pub mod playground;
pub mod screen;
mod transport;
pub mod trouble;

#[cfg(feature = "ssr")]
pub mod answer;
#[cfg(feature = "ssr")]
pub mod ceremony;
#[cfg(feature = "ssr")]
mod day;
#[cfg(feature = "ssr")]
pub mod destination;
#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
pub mod download;
#[cfg(feature = "ssr")]
pub mod export;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
mod guard;
#[cfg(feature = "ssr")]
pub mod notice;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod site;
#[cfg(feature = "ssr")]
pub mod words;

#[cfg(feature = "ssr")]
pub use self::{
    document::{provide_request, show},
    page::{error_page, wrong_address},
    routes::App,
};
