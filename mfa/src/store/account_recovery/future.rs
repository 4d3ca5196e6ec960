//! Recoveries that date from the future: the clock was ahead when they were led on, so that their age is unknown.

use super::{DAY, USABLE, row};
use crate::{
    Caller, Error, Maintenance,
    account::row as accounts,
    audit::{Entry, Event},
    storage::{all, execute},
};

impl Maintenance<'_> {
    /// Has a next day of the future begin a day from now, and the pauses after recoveries that ended in the future now; and voids recoveries that began,
    /// or got ready, in the future.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub(crate) async fn correct_future_recoveries(self) -> Result<(), Error> {
        let (latchkey, now) = (self.latchkey, self.latchkey.now());
        let mut tx = latchkey.db().begin().await?;
        let postpone = "UPDATE account_recovery SET next_notice_at = $1 WHERE state = 'waiting' AND next_notice_at > $2";
        execute!(tx.conn(), postpone, (now + DAY).0, now.latest_end(DAY).0)?;
        let pause = "UPDATE account_recovery SET ended_at = $1 WHERE ended_at > $2";
        execute!(tx.conn(), pause, now.0, now.latest_noted().0)?;
        tx.commit().await?;
        let void = all!(
            (String, String),
            latchkey.db().read_at_leisure().await?.conn(),
            "SELECT id, account_id FROM account_recovery WHERE state = 'waiting' AND began_at > $1 OR state = 'ready' AND until_at > $2",
            now.latest_noted().0,
            now.latest_end(USABLE).0
        )?;
        for (id, account) in &void {
            self.void_by_clock(id, account).await?;
        }
        if !void.is_empty() {
            tracing::warn!(recoveries = void.len(), "voided account recoveries that date from the future: the clock was ahead");
        }
        Ok(())
    }

    async fn void_by_clock(self, id: &str, account: &str) -> Result<(), Error> {
        let (latchkey, now) = (self.latchkey, self.latchkey.now());
        let mut tx = latchkey.db().begin().await?;
        // The account may be gone, and its recovery with it; or it was stopped meanwhile.
        let is_there = accounts::lock(tx.conn(), account).await?.is_some();
        if is_there && row::end(tx.conn(), (account, Some(id)), ("voided", Some("clock")), now).await? {
            Entry::new(account, &Caller::server(), Event::AccountRecoveryVoided).record(tx.conn(), latchkey.env()).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}
