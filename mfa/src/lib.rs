#![doc = include_str!("../README.md")]

pub mod error;
pub mod flow;
pub mod mail;
pub mod method;
pub mod policy;
pub mod scope;
pub mod time;
pub mod view;

#[cfg(feature = "store")]
mod store;

pub use error::Error;
pub use flow::{NextStep, SCOPE_REQUIRES_ADDITIONAL_AUTH};
pub use method::{Level, Method};
pub use policy::{Enrollment, Policy, PolicyError};
pub use scope::Scope;
pub use time::{Clock, Timestamp};

// The names of both halves, modules included, are at the root of the crate.
#[cfg(feature = "store")]
pub use store::*;
