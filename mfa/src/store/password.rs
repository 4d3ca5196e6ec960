//! Passwords: the rules for new ones, their hashes, and the limits on guesses.

mod hash_memory;
mod hasher;
mod keyed_limit;
mod phc;
pub(crate) mod rules;
pub(crate) mod throttle;

pub(crate) use hasher::{Claim, Hasher, SecretOwner, Slot};
pub(crate) use throttle::Throttle;
