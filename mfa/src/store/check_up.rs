//! The check-up: from time to time, the owner of an account is asked whether codes and methods are still at hand. Most people notice only when they need
//! them that they are lost.

use crate::{
    Error, OwnAccount, Session, Timestamp, session,
    storage::{execute, optional},
    view::Overview,
};
use std::time::Duration;

const DAY: Duration = Duration::from_hours(24);
/// The time from the enrollment to the first question, in days.
const FIRST: u32 = 28;
/// The time from an answer to the next question, in days.
const AGAIN: u32 = 182;

impl OwnAccount<'_> {
    /// Whether the owner should be asked now: 28 days after the oldest method was enrolled, and 182 days after each answer. Never without a method.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn check_up_is_due(self, session: &Session, overview: &Overview) -> Result<bool, Error> {
        session.require_full()?;
        let devices = overview.devices.iter().map(|device| device.created_at);
        let Some(enrolled) = devices.chain(overview.passkeys.iter().map(|passkey| passkey.created_at)).min() else { return Ok(false) };
        let now = self.latchkey.now();
        let statement = "SELECT checked_at FROM account WHERE id = $1";
        let row = optional!((Option<i64>,), self.latchkey.db().read().await?.conn(), statement, &session.account_id)?;
        // An answer of the future was noted while the clock was ahead.
        let answered = row.and_then(|(answered,)| answered).filter(|at| *at <= now.latest_noted().0);
        let due = answered.map_or(Timestamp(enrolled) + DAY * FIRST, |at| Timestamp(at) + DAY * AGAIN);
        Ok(due <= now)
    }

    /// Notes that the owner has answered, whatever the answer is.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn note_check_up(self, session: &Session) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        execute!(tx.conn(), "UPDATE account SET checked_at = $2 WHERE id = $1", &session.account_id, self.latchkey.now().0)?;
        tx.commit().await?;
        Ok(())
    }
}
