//! Monotonic time for durations and rates, and a check for jumps of the computer's clock. The time of day comes from [`mfa::Clock`].

use mfa::{Error, Latchkey, Timestamp};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// Time since a fixed moment in the past. It never goes back: for durations and rates, as opposed to the time of day.
pub type MonotonicClock = Arc<dyn Fn() -> Duration + Send + Sync>;

/// The difference between the clock and the elapsed time from which a jump is reported.
pub const SKEW: Duration = Duration::from_secs(60);

/// A clock that counts from now and that corrections of the system's clock don't change.
#[must_use]
pub fn uptime() -> MonotonicClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that is passed in, the only one that reads how much time has passed")]
    let start = Instant::now();
    Arc::new(move || start.elapsed())
}

/// How long nothing is deleted after the clock jumped ahead: if the new time is wrong, rows only seem to have expired.
const DOUBT_AFTER_JUMP: Duration = Duration::from_hours(1);

/// How long the clock has to run without a correction until it is believed that a moment is one of the future. A computer's clock may be behind by years
/// when it starts.
const SETTLED_AFTER: Duration = Duration::from_hours(1);

/// Detects that the clock was set ahead. (`mfa` detects that it was set back.)
pub struct ClockJumpDetector {
    uptime: MonotonicClock,
    shown: Timestamp,
    passed: Duration,
    doubted_until: Option<Duration>,
    runs_since: Duration,
}

impl ClockJumpDetector {
    /// Starts to watch a clock that shows `shown` at this moment.
    #[must_use]
    pub fn new(uptime: MonotonicClock, shown: Timestamp) -> Self {
        let passed = uptime();
        Self { uptime, shown, passed, doubted_until: None, runs_since: passed }
    }

    /// How far the clock, which shows `shown` now, has jumped ahead of the time elapsed since the last call. `None` if the jump is at most a minute.
    pub fn ahead_by(&mut self, shown: Timestamp) -> Option<Duration> {
        let passed = (self.uptime)();
        let expected = self.shown + passed.saturating_sub(self.passed);
        let (ahead, behind) = (expected.until(shown), shown.until(expected));
        (self.shown, self.passed) = (shown, passed);
        if ahead.max(behind) > SKEW {
            self.runs_since = passed;
        }
        if ahead > SKEW {
            self.doubted_until = Some(passed.saturating_add(DOUBT_AFTER_JUMP));
            return Some(ahead);
        }
        if behind > SKEW {
            // The clock was corrected.
            self.doubted_until = None;
        }
        None
    }

    /// Whether the clock was set ahead within the last hour, and hasn't been set back since.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.doubted_until.is_some_and(|until| self.passed < until)
    }

    /// Whether the clock has run without a correction for an hour. Until then, it may be behind.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.passed.saturating_sub(self.runs_since) >= SETTLED_AFTER
    }
}

/// By how much the clock differs from that of the database: `None` for a minute at most, and for SQLite, which runs on this computer. If they differ, one
/// of the two is wrong, and work that depends on the time of day is left to other servers.
///
/// # Errors
///
/// [`Error::Unavailable`]: it isn't known.
pub(crate) async fn difference_from_database(latchkey: &Latchkey) -> Result<Option<Duration>, Error> {
    let Some(theirs) = latchkey.maintenance().database_time().await? else { return Ok(None) };
    let ours = latchkey.now();
    Ok(Some(ours.until(theirs).max(theirs.until(ours))).filter(|differs| *differs > SKEW))
}

#[cfg(test)]
mod tests {
    use super::*;
    use mfa::Clock;
    use testbed::HandClock;

    #[test]
    fn a_clock_that_is_put_ahead_is_noticed_once() {
        let clock = HandClock::at(Timestamp(1_800_000_000_000));
        let passed = clock.clone();
        let mut watch = ClockJumpDetector::new(Arc::new(move || passed.passed()), clock.now());
        clock.advance(Duration::from_secs(300));
        assert_eq!(watch.ahead_by(clock.now()), None);
        clock.put_ahead(SKEW);
        assert_eq!(watch.ahead_by(clock.now()), None);
        clock.put_ahead(Duration::from_hours(2 * 24));
        clock.advance(Duration::from_secs(300));
        assert_eq!(watch.ahead_by(clock.now()), Some(Duration::from_hours(2 * 24)));
        assert!(watch.ahead_by(clock.now()).is_none() && watch.is_in_doubt());
        clock.put_back(Duration::from_hours(2 * 24));
        assert!(watch.ahead_by(clock.now()).is_none() && !watch.is_in_doubt());
    }

    #[test]
    fn a_clock_is_settled_an_hour_after_the_start_and_after_each_correction() {
        let clock = HandClock::at(Timestamp(60_000));
        let passed = clock.clone();
        let mut watch = ClockJumpDetector::new(Arc::new(move || passed.passed()), clock.now());
        let mut settled_after = |minutes: u64| {
            clock.advance(Duration::from_secs(60 * minutes));
            watch.ahead_by(clock.now());
            watch.is_settled()
        };
        assert_eq!([settled_after(59), settled_after(1)], [false, true]);
        clock.put_ahead(Duration::from_hours(56 * 365 * 24));
        assert_eq!([settled_after(5), settled_after(59), settled_after(1)], [false, false, true]);
        clock.put_back(Duration::from_secs(120));
        assert_eq!([settled_after(5), settled_after(59), settled_after(1)], [false, false, true]);
    }

    #[test]
    fn a_clock_that_stays_ahead_is_believed_after_an_hour() {
        let clock = HandClock::at(Timestamp(1_800_000_000_000));
        let passed = clock.clone();
        let mut watch = ClockJumpDetector::new(Arc::new(move || passed.passed()), clock.now());
        clock.put_ahead(DOUBT_AFTER_JUMP);
        assert!(watch.ahead_by(clock.now()).is_some());
        clock.advance(DOUBT_AFTER_JUMP - Duration::from_secs(1));
        assert!(watch.ahead_by(clock.now()).is_none() && watch.is_in_doubt());
        clock.advance(Duration::from_secs(1));
        assert!(watch.ahead_by(clock.now()).is_none() && !watch.is_in_doubt());
    }
}
