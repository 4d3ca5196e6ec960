//! A clock that the test sets.

use mfa::{Clock, Timestamp};
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

/// A clock that only moves when the test moves it. Clones show the same time.
#[derive(Clone, Debug)]
pub struct HandClock {
    shown: Arc<AtomicI64>,
    passed: Arc<AtomicI64>,
}

impl HandClock {
    /// A clock that shows `now`.
    pub fn at(now: Timestamp) -> Self {
        Self { shown: Arc::new(AtomicI64::new(now.0)), passed: Arc::default() }
    }

    /// Lets time pass. A span of more than 292 million years stops at the latest time that the clock can show.
    pub fn advance(&self, by: Duration) {
        self.put_ahead(by);
        self.passed.fetch_add(millis(by), Ordering::SeqCst);
    }

    /// Sets the clock forward, although no time has passed.
    pub fn put_ahead(&self, by: Duration) {
        self.shown.fetch_add(millis(by), Ordering::SeqCst);
    }

    /// Sets the clock back.
    pub fn put_back(&self, by: Duration) {
        self.shown.fetch_sub(millis(by), Ordering::SeqCst);
    }

    /// The time that has passed.
    pub fn passed(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.passed.load(Ordering::SeqCst)).unwrap_or_default())
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.shown.load(Ordering::SeqCst))
    }
}

fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}
