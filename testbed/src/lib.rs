//! The environment of the tests of domain and HTTP layer: a clock that the test moves, a database for each test, a network to it that the test
//! disturbs, a mail server, and forged tokens.

mod clock;
mod database;
pub mod smtp;
pub mod token;
mod wire;

pub use clock::HandClock;
pub use database::Database;
pub use wire::{Wire, until};

/// An environment with the time of `clock` and cheap hashes: the eleven hashes of each enrolling person would take most of a test's time at full
/// cost. The tests about the cost itself are in `mfa/tests/suite/at_rest.rs` and `mfa/src/store/password/hasher.rs`.
///
/// Releases, benchmarks included, have neither this function nor such hashes.
#[cfg(debug_assertions)]
pub fn env(clock: &HandClock) -> mfa::Env {
    let clock: std::sync::Arc<dyn mfa::Clock> = std::sync::Arc::new(clock.clone());
    #[expect(clippy::disallowed_methods, reason = "this crate is for tests alone")]
    mfa::Env::new(clock, std::sync::Arc::new(mfa::OsEntropy)).with_minimal_hashes()
}
