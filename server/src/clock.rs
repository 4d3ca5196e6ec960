//! The only place where time is read. Everywhere else it is an argument.

use crate::edge::Uptime;
use mfa::{Clock, Timestamp};
use std::{
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// How far the clock may leave the time that has passed before somebody has to hear of it.
const SKEW: Duration = Duration::from_secs(60);

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

/// Notices when the clock is put ahead. (That it is put back, Latchkey notices by itself.)
pub struct Watch {
    uptime: Uptime,
    shown: Timestamp,
    passed: Duration,
}

impl Watch {
    /// Watches a clock that shows `shown` at this moment.
    #[must_use]
    pub fn new(uptime: Uptime, shown: Timestamp) -> Self {
        let passed = uptime();
        Self { uptime, shown, passed }
    }

    /// How far the clock, which shows `shown` now, has gone ahead of the time that has passed since it was last looked at. `None` if it is no more than
    /// a minute.
    pub fn ahead_by(&mut self, shown: Timestamp) -> Option<Duration> {
        let passed = (self.uptime)();
        let ahead = self.shown.until(shown).saturating_sub(passed.saturating_sub(self.passed));
        (self.shown, self.passed) = (shown, passed);
        (ahead > SKEW).then_some(ahead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
        assert_eq!(watch.ahead_by(clock.now()), None);
        clock.put_back(Duration::from_secs(172_800));
        assert_eq!(watch.ahead_by(clock.now()), None);
    }
}
