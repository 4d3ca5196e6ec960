//! What the tests of the domain and of the HTTP layer run on: a clock that the test moves, a database of the test's own,
//! and a network to it that the test disturbs.

mod clock;
mod database;
mod wire;

pub use clock::HandClock;
pub use database::Database;
pub use wire::{Wire, until};

/// An environment that shows the time of `clock` and whose hashes cost next to nothing: eleven of them at full cost for each person who enrolls are
/// most of what a test would do. The tests about the cost itself are in `mfa/tests/suite/at_rest.rs` and `mfa/src/store/password/hasher.rs`.
///
/// Releases, benchmarks among them, have neither this function nor such hashes.
#[cfg(debug_assertions)]
pub fn env(clock: &HandClock) -> mfa::Env {
    let clock: std::sync::Arc<dyn mfa::Clock> = std::sync::Arc::new(clock.clone());
    #[expect(clippy::disallowed_methods, reason = "this crate is for tests alone")]
    mfa::Env::new(clock, std::sync::Arc::new(mfa::OsEntropy)).with_minimal_hashes()
}
