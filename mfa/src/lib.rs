//! The domain of Latchkey: accounts, sessions, second factors, and the one function that says what comes next.
//!
//! The crate has two halves. The pure half (types, [`flow::next_step`], [`policy`], [`view`]) compiles to WASM and is what
//! the browser shares with the server. The other half, `store`, keeps everything in SQLite or PostgreSQL; it is there with the
//! feature of that name, and its front door is [`Latchkey`]. Neither half handles requests or renders HTML.
//!
//! Time and randomness are passed in (see [`time::Clock`] and [`Entropy`]): windows, waits and expiry are tested by
//! moving a clock, never by sleeping.

pub mod error;
pub mod flow;
pub mod method;
pub mod policy;
pub mod time;
pub mod view;

#[cfg(feature = "store")]
mod store;

pub use error::Error;
pub use flow::{NextStep, SCOPE_REQUIRES_ADDITIONAL_AUTH};
pub use method::{Level, Method};
pub use policy::{Enrollment, Policy, PolicyError};
pub use time::{Clock, Timestamp};

// The names of both halves, modules included, are at the root of the crate.
#[cfg(feature = "store")]
pub use store::*;
