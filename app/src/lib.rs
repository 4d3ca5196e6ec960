//! Both sides of an application: the functions that scripts call, the hooks and dialogs of its own pages, and the screens and controls that dialogs
//! and pages have in common.
//!
//! Everything is compiled for the server (`ssr`) and most of it for the browser (`hydrate`). Whole pages and their forms only the server
//! has: they are in `pages`. Nothing here decides anything about accounts, sessions or factors: that is `mfa`'s.
//!
//! ```text
//!   hook, modal ─► function ─► /api/latchkey/… ─► function ─► mfa
//!   pages, modal ─► screen ─► control, component
//! ```

// Views are deeply nested types.
#![recursion_limit = "256"]

mod browser;
pub mod component;
pub mod control;
pub mod erased_view;
pub mod error;
pub mod form_error;
#[expect(missing_docs, reason = "the argument structs that the macro makes of the functions; the arguments are described there")]
pub mod function;
pub mod handler;
pub mod hook;
pub mod icon;
#[cfg(feature = "islands")]
#[expect(clippy::mem_forget, reason = "the macro's: islands live on")]
pub mod island;
#[cfg(feature = "hydrate")]
mod js;
pub mod modal;
pub mod moment;
pub mod passkey;
pub mod paths;
#[cfg(feature = "playground")]
#[expect(clippy::mem_forget, reason = "the macro's, as above")]
pub mod playground;
pub mod screen;
#[cfg(feature = "hydrate")]
mod served;
pub mod strings;
mod transport;

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
