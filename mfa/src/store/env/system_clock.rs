//! The computer's time of day.

use crate::{Clock, Timestamp};
use std::time::{SystemTime, UNIX_EPOCH};

/// The computer's clock, from which a [`LatchkeyBuilder`](crate::LatchkeyBuilder) takes the time unless it is given another clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the clock that is passed in, the only one that reads the computer's time of day"
        )]
        let now = SystemTime::now();
        let millis = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Timestamp(i64::try_from(millis).unwrap_or(i64::MAX))
    }
}
