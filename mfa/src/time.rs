//! Timestamps and the injected clock.

use serde::{Deserialize, Serialize};
use std::{
    ops::{Add, Sub},
    time::Duration,
};

/// A moment: milliseconds since 1970-01-01 00:00 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Whole seconds since 1970, for the time-based codes. Moments before 1970 count as 1970.
    pub fn unix_seconds(self) -> u64 {
        u64::try_from(self.0.div_euclid(1000)).unwrap_or(0)
    }

    /// The time from `self` to `later`; zero if `later` isn't later.
    pub fn until(self, later: Self) -> Duration {
        Duration::from_millis(u64::try_from(later.0.saturating_sub(self.0)).unwrap_or(0))
    }

    /// The seconds to wait from `self` to `later`, rounded up, at least one: for people and `Retry-After`.
    pub fn wait_seconds(self, later: Self) -> u64 {
        u64::try_from(self.until(later).as_millis().div_ceil(1000)).unwrap_or(u64::MAX).max(1)
    }
}

impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }
}

impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }
}

/// A source of time: the computer's clock in a server (`SystemClock`, with the feature `store`), a clock set by hand in tests.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_rounded_up_and_never_nothing() {
        assert_eq!(Timestamp(0).wait_seconds(Timestamp(1)), 1);
        assert_eq!(Timestamp(0).wait_seconds(Timestamp(1001)), 2);
        assert_eq!(Timestamp(5000).wait_seconds(Timestamp(0)), 1);
    }
}
