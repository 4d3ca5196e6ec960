//! Passwords: what is accepted, how it is hashed, and how often it may be guessed.

mod hasher;
mod keyed_limit;
pub(crate) mod rules;
pub(crate) mod throttle;

pub(crate) use hasher::{Claim, Hasher, SecretOwner, Slot};
pub(crate) use throttle::Throttle;
