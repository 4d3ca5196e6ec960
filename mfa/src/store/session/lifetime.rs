//! How long sessions last.

use crate::{Latchkey, Level, Settings};
use std::time::Duration;

/// A half session, while its account has a method to prove.
const HALF_LIFE: Duration = Duration::from_secs(10 * 60);
/// A half session, while its account has no method: time to install an app.
const HALF_LIFE_ENROLLING: Duration = Duration::from_secs(60 * 60);

/// How long a session lasts at most that is opened at this level.
pub(super) fn life(settings: &Settings, level: Level, enrolled: bool) -> Duration {
    match level {
        Level::Full => settings.absolute,
        Level::Half if enrolled => HALF_LIFE,
        Level::Half => HALF_LIFE_ENROLLING,
    }
}

impl Latchkey {
    /// A full session that was last seen then has ended.
    pub(crate) fn idle_since(&self) -> i64 {
        self.now().0.saturating_sub(millis(self.settings().idle))
    }

    /// From the password to the end of what it opened, at most.
    pub(crate) fn longest_session(&self) -> Duration {
        HALF_LIFE_ENROLLING + self.settings().absolute
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
