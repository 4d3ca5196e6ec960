//! Time as the test says.

use mfa::{Clock, Timestamp};
use server::edge::Uptime;
use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

/// 2026-11-24 12:00 UTC.
const START: i64 = 1_795_521_600_000;

/// Stands still until it is moved. Clones show the same time.
#[derive(Clone)]
pub(crate) struct TestClock(Arc<AtomicI64>);

impl TestClock {
    pub(crate) fn new() -> Self {
        Self(Arc::new(AtomicI64::new(START)))
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_millis()).unwrap(), Ordering::SeqCst);
    }

    pub(crate) fn uptime(&self) -> Uptime {
        let clock = self.clone();
        Arc::new(move || Timestamp(START).until(clock.now()))
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}
