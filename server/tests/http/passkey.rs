//! Passkeys over HTTP, by an authenticator that can lie.

mod authenticator_data;
mod ceremony;
mod client_data;
mod credential;
mod flows;
mod hostile;
mod manage;
mod options;
mod race;
mod sign_in;
mod steps;
mod token;

pub(crate) use steps::{Owner, REGISTER, SIGN_IN, VERIFY};
