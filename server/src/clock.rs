//! The only place where time is read. Everywhere else it is an argument.

use crate::edge::Uptime;
use mfa::{Clock, Timestamp};
use std::{
    sync::Arc,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

/// The computer's time of day.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "this is the clock that is passed in")]
        let now = SystemTime::now();
        let millis = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Timestamp(i64::try_from(millis).unwrap_or(i64::MAX))
    }
}

/// The time since now, which no correction of the clock changes.
#[must_use]
pub fn uptime() -> Uptime {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that is passed in")]
    let start = Instant::now();
    Arc::new(move || start.elapsed())
}
