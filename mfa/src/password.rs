//! Passwords: what is accepted, how it is hashed, and how often it may be guessed.

pub(crate) mod hasher;
pub(crate) mod rules;
pub(crate) mod throttle;

pub(crate) use hasher::{Cost, Costs, Hasher, Slot};
pub(crate) use throttle::Throttle;
