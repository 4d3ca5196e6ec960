//! How long sessions last.

use crate::{
    Error, Latchkey, Level, Session, Settings,
    storage::{Conn, execute},
};
use std::time::Duration;

/// A half session, while its account has a method to prove.
const HALF_SESSION_LIFETIME: Duration = Duration::from_mins(10);
/// A half session, while its account has no method: time to install an app.
const HALF_SESSION_LIFETIME_UNENROLLED: Duration = Duration::from_hours(1);

/// The longest life of a session opened at this level.
pub(super) fn life(settings: &Settings, level: Level, enrolled: bool) -> Duration {
    match level {
        Level::Full => settings.absolute,
        Level::Half if enrolled => HALF_SESSION_LIFETIME,
        Level::Half => HALF_SESSION_LIFETIME_UNENROLLED,
    }
}

impl Latchkey {
    /// Milliseconds since 1970: a full session last used at this time or before has ended.
    pub(crate) fn idle_since(&self) -> i64 {
        self.now().0.saturating_sub(millis(self.settings().idle))
    }

    /// The longest time from the password to the end of the session that it opened.
    pub(crate) fn longest_session(&self) -> Duration {
        HALF_SESSION_LIFETIME_UNENROLLED + self.settings().absolute
    }
}

/// Ends the account's other half sessions ten minutes after their beginning, as those that begin now that the account has a method.
///
/// # Errors
///
/// [`Error::Unavailable`].
pub(crate) async fn shorten_half(conn: Conn<'_>, enrolling: &Session) -> Result<(), Error> {
    execute!(
        conn,
        "UPDATE session SET expires_at = created_at + $3
         WHERE account_id = $1 AND id <> $2 AND level = 'half' AND expires_at > created_at + $3",
        &enrolling.account_id,
        &enrolling.id,
        millis(HALF_SESSION_LIFETIME)
    )?;
    Ok(())
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
