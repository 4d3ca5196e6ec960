//! MFA tokens, from the browser that earns one to the application's server that checks it.

mod administrator;
mod consume;
mod embedded;
mod key;
mod steps;

pub(crate) use steps::{CONSUME, TRANSFER, administrator, ask, key, key_with, protect};
