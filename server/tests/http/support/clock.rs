//! The clock of an installation, and what the server derives from it.

use mfa::Timestamp;
use server::clock::MonotonicClock;
use std::sync::Arc;
use testbed::HandClock;

/// 2026-11-24 12:00 UTC.
const START: Timestamp = Timestamp(1_795_521_600_000);

pub(crate) fn new() -> HandClock {
    HandClock::at(START)
}

/// How long the server has been running, by `clock`.
pub(crate) fn uptime(clock: &HandClock) -> MonotonicClock {
    let clock = clock.clone();
    Arc::new(move || clock.passed())
}
