//! The server of Latchkey: settings, the HTTP edge around the application, and the assets.
//!
//! The binary `latchkey` is a thin shell around this library, so that tests can drive the same router without a network and with a clock
//! of their own.
//!
//! ```text
//! request ─ visit ─ access log ─ headers ─ contain ─ method ─ origin ─ body ─┬─ pages, forms, server functions
//!                                                                            │  (content type, sign-in limit, api, session)
//!                                                                            ├─ assets
//!                                                                            └─ health, 404
//! ```
//!
//! The same can be built into another application, which has its own sign-in: that is [`embed`].
//!
//! What is refused on the way is answered by [`answer::refuse`]: a page for people, JSON for scripts, in both cases without details.

pub mod answer;
pub mod assets;
pub mod client_address;
pub mod clock;
pub mod cookie;
pub mod edge;
pub mod embed;
mod health;
pub mod listen;
pub mod log;
mod middleware;
mod playground;
mod routes;
pub mod settings;
mod v1;

pub use edge::Edge;
pub use embed::Embedded;
pub use routes::router;
