//! How long sessions last.

use crate::{Latchkey, Level, Settings};
use std::time::Duration;

/// A half session, while its account has a method to prove.
const HALF_LIFE: Duration = Duration::from_secs(10 * 60);
/// A half session, while its account has no method: time to install an app.
const HALF_LIFE_ENROLLING: Duration = Duration::from_secs(60 * 60);

/// The longest life of a session opened at this level.
pub(super) fn life(settings: &Settings, level: Level, enrolled: bool) -> Duration {
    match level {
        Level::Full => settings.absolute,
        Level::Half if enrolled => HALF_LIFE,
        Level::Half => HALF_LIFE_ENROLLING,
    }
}

impl Latchkey {
    /// Milliseconds since 1970: a full session last used at this time or before has ended.
    pub(crate) fn idle_since(&self) -> i64 {
        self.now().0.saturating_sub(millis(self.settings().idle))
    }

    /// The longest time from the password to the end of the session that it opened.
    pub(crate) fn longest_session(&self) -> Duration {
        HALF_LIFE_ENROLLING + self.settings().absolute
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
