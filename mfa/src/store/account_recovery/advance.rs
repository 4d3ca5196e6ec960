//! The regular step: the notices of the next day, the end of the waiting time, and the end of the days in which a recovery can be completed.

use super::{DAY, USABLE, notice, row, transition::Transition};
use crate::{
    Caller, Deliveries, Error,
    account::row as account,
    audit::{Entry, Event},
    storage::{Tx, all, execute},
    token::Token,
};

/// Recoveries looked at in one go.
const BATCH: i64 = 50;

impl Deliveries<'_> {
    /// Leads recoveries on whose next day, or end, is due. Nothing happens while the installation sends no mails. Several servers may do that at the
    /// same time.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn advance_recoveries(self) -> Result<(), Error> {
        if !self.latchkey.confirms_addresses() {
            return Ok(());
        }
        let mut last = String::new();
        loop {
            let now = self.latchkey.now();
            let due = all!(
                (String, String),
                self.latchkey.db().read().await?.conn(),
                "SELECT id, account_id FROM account_recovery
                 WHERE id > $1 AND (state = 'waiting' AND (next_notice_at <= $2 OR ready_at <= $2) OR state = 'ready' AND until_at <= $2)
                 ORDER BY id LIMIT $3",
                &last,
                now.0,
                BATCH
            )?;
            for (id, account) in &due {
                self.advance(id, account).await?;
            }
            match due.into_iter().next_back() {
                Some((id, _)) => last = id,
                None => return Ok(()),
            }
        }
    }

    async fn advance(self, id: &str, account: &str) -> Result<(), Error> {
        let (latchkey, now) = (self.latchkey, self.latchkey.now());
        let mut tx = latchkey.db().begin().await?;
        // The account may be gone, and its recovery with it.
        let Some(mailbox) = account::lock(tx.conn(), account).await? else { return Ok(()) };
        // Read again under the lock: it may have been stopped, or another server may have led it on.
        let Some(mut row) = row::of_account(tx.conn(), account).await?.filter(|row| row.id == id) else { return Ok(()) };
        let is_told = notice::is_told(tx.conn(), &row).await?;
        match row.due_transition(now, is_told) {
            Transition::Wait => return Ok(()),
            Transition::Day { told } => {
                row.day = row.day.saturating_add(1);
                set_day(&mut tx, id, (told, row.day), (now + DAY).0).await?;
                notice::tell_day(&mut tx, latchkey, &row, &mailbox).await?;
            }
            Transition::Ready { told } => {
                let finish = Token::generate(latchkey.env())?;
                execute!(
                    tx.conn(),
                    "UPDATE account_recovery SET state = 'ready', told = $2, until_at = $3, finish_hash = $4
                     WHERE id = $1 AND state = 'waiting'",
                    id,
                    told,
                    (now + USABLE).0,
                    finish.hash()
                )?;
                notice::tell_ready(&mut tx, latchkey, &row, &mailbox, &finish).await?;
                self.record(&mut tx, account, Event::AccountRecoveryReady).await?;
            }
            Transition::Lapse => {
                row::end(tx.conn(), (account, Some(id)), ("lapsed", None), now).await?;
                self.record(&mut tx, account, Event::AccountRecoveryLapsed).await?;
            }
        }
        tx.commit().await?;
        latchkey.wake_sender();
        Ok(())
    }

    /// Writes the line of a transition that no person has caused.
    async fn record(self, tx: &mut Tx, account: &str, event: Event) -> Result<(), Error> {
        Entry::new(account, &Caller::server(), event).record(tx.conn(), self.latchkey.env()).await
    }
}

async fn set_day(tx: &mut Tx, id: &str, (told, day): (i64, i64), next: i64) -> Result<(), Error> {
    execute!(
        tx.conn(),
        "UPDATE account_recovery SET told = $2, day = $3, next_notice_at = $4 WHERE id = $1 AND state = 'waiting'",
        id,
        told,
        day,
        next
    )?;
    Ok(())
}
