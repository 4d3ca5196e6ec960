//! Authenticator apps: RFC 6238 with the parameters that every app supports (SHA-1, six digits, thirty seconds).
//!
//! ```text
//!  begin ──► pending ── first code ──► verified ── removed, replaced ──► gone
//!              │  bound to the session that began it
//!              └── cancelled, begun again, 60 or 10 minutes ──► gone
//! ```

mod code;
mod device;
mod enroll;
mod manage;
mod prove;
mod qr;
mod spent_steps;

pub(crate) use code::parse;
pub(crate) use device::shown as of_account;
pub(crate) use device::{delete_all, reseal, seal_secret, sweep};
