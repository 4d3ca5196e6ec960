//! The server of Latchkey: settings, middleware, routes, the command line, and the assets.
//!
//! The binary `latchkey` is a thin shell around this library, so that tests can drive the same router without a network and with a clock
//! of their own.
//!
//! ```text
//! request ─ request context ─ access log ─ headers ─ panic and time-out ─ method ─ CSRF ─ body limit ─┬─ pages, forms, server functions
//!                                                                                                     │  (content type, sign-in limit, api,
//!                                                                                                     │   session, idempotency, form token)
//!                                                                                                     ├─ assets
//!                                                                                                     └─ health, 404
//! ```
//!
//! The same can be built into another application, which has its own sign-in: that is [`embed`].
//!
//! What is refused on the way is answered by [`answer::refuse`]: a page for people, JSON for scripts, in both cases without details.

mod action;
pub mod answer;
pub mod app_state;
pub mod assets;
pub mod client_address;
pub mod clock;
pub mod cookie;
pub mod embed;
mod health;
pub mod listen;
pub mod log;
pub mod maintenance;
mod middleware;
mod paths;
mod playground;
mod routes;
pub mod settings;
mod sign_in;
mod sign_in_limit;
mod v1;

pub use app_state::AppState;
pub use embed::Embedded;
pub use routes::router;
