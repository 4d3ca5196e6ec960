//! The time that passes, for durations and rates, and the watch over the computer's clock. The time of day is `mfa`'s: see [`mfa::Clock`].

use mfa::Timestamp;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// Time since some moment in the past, never going back: for durations and rates, as opposed to the time of day.
pub type MonotonicClock = Arc<dyn Fn() -> Duration + Send + Sync>;

/// How far the clock may leave the time that has passed before somebody has to hear of it.
pub const SKEW: Duration = Duration::from_secs(60);

/// The time since now, which no correction of the clock changes.
#[must_use]
pub fn uptime() -> MonotonicClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that is passed in, the only one that reads how much time has passed")]
    let start = Instant::now();
    Arc::new(move || start.elapsed())
}

/// How long nothing is deleted after the clock was put ahead: if that was wrong, what seems to have run out hasn't.
const DOUBT: Duration = Duration::from_secs(60 * 60);

/// Notices when the clock is put ahead. (That it is put back, Latchkey notices by itself.)
pub struct Watch {
    uptime: MonotonicClock,
    shown: Timestamp,
    passed: Duration,
    doubted_until: Option<Duration>,
}

impl Watch {
    /// Watches a clock that shows `shown` at this moment.
    #[must_use]
    pub fn new(uptime: MonotonicClock, shown: Timestamp) -> Self {
        let passed = uptime();
        Self { uptime, shown, passed, doubted_until: None }
    }

    /// How far the clock, which shows `shown` now, has gone ahead of the time that has passed since it was last looked at. `None` if it is no more than
    /// a minute.
    pub fn ahead_by(&mut self, shown: Timestamp) -> Option<Duration> {
        let passed = (self.uptime)();
        let expected = self.shown + passed.saturating_sub(self.passed);
        let (ahead, behind) = (expected.until(shown), shown.until(expected));
        (self.shown, self.passed) = (shown, passed);
        if ahead > SKEW {
            self.doubted_until = Some(passed.saturating_add(DOUBT));
            return Some(ahead);
        }
        if behind > SKEW {
            // It has been put right.
            self.doubted_until = None;
        }
        None
    }

    /// Whether the clock was put ahead within the last hour, and not back since then.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.doubted_until.is_some_and(|until| self.passed < until)
    }
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
        let mut watch = Watch::new(Arc::new(move || passed.passed()), clock.now());
        clock.advance(Duration::from_secs(300));
        assert_eq!(watch.ahead_by(clock.now()), None);
        clock.put_ahead(SKEW);
        assert_eq!(watch.ahead_by(clock.now()), None);
        clock.put_ahead(Duration::from_secs(172_800));
        clock.advance(Duration::from_secs(300));
        assert_eq!(watch.ahead_by(clock.now()), Some(Duration::from_secs(172_800)));
        assert!(watch.ahead_by(clock.now()).is_none() && watch.is_in_doubt());
        clock.put_back(Duration::from_secs(172_800));
        assert!(watch.ahead_by(clock.now()).is_none() && !watch.is_in_doubt());
    }

    #[test]
    fn a_clock_that_stays_ahead_is_believed_after_an_hour() {
        let clock = HandClock::at(Timestamp(1_800_000_000_000));
        let passed = clock.clone();
        let mut watch = Watch::new(Arc::new(move || passed.passed()), clock.now());
        clock.put_ahead(DOUBT);
        assert!(watch.ahead_by(clock.now()).is_some());
        clock.advance(DOUBT - Duration::from_secs(1));
        assert!(watch.ahead_by(clock.now()).is_none() && watch.is_in_doubt());
        clock.advance(Duration::from_secs(1));
        assert!(watch.ahead_by(clock.now()).is_none() && !watch.is_in_doubt());
    }
}
