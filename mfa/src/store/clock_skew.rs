//! A clock that was wrong for a while.
//!
//! If a clock was ahead and is corrected later, moments that were noted meanwhile lie in the future. No server notes such a moment on purpose, so
//! none of them counts: nothing was seen, proved or begun at a moment in the future, and an end that lies further ahead than the session or wait may
//! last is void. Otherwise a session would live for as long as the clock was ahead, and a wait of a minute would take days.

use crate::Timestamp;
use std::time::Duration;

/// How far the clocks of two servers may differ, and how far one may be corrected without a log entry.
const SKEW: Duration = Duration::from_secs(60);

impl Timestamp {
    /// The latest moment that a server can have noted at `self`, its clock being ahead of this one's.
    pub(crate) fn latest_noted(self) -> Self {
        self + SKEW
    }

    /// The latest possible end, at `self`, of a period of `longest` at most.
    pub(crate) fn latest_end(self, longest: Duration) -> Self {
        self.latest_noted() + longest
    }

    /// Whether `self` was noted less than `span` before `now`. False for a moment in the future.
    pub(crate) fn is_within(self, span: Duration, now: Self) -> bool {
        self <= now.latest_noted() && self.until(now) < span
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_of_the_future_is_not_within_any_span() {
        let (span, now) = (Duration::from_secs(10), Timestamp(1_000_000));
        assert!(now.is_within(span, now) && (now - Duration::from_millis(9_999)).is_within(span, now));
        assert!(!(now - span).is_within(span, now));
        assert!((now + SKEW).is_within(span, now), "another server's clock may be ahead");
        assert!(!(now + SKEW + Duration::from_millis(1)).is_within(span, now));
    }
}
