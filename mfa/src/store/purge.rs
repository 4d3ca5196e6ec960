//! Deletes expired and finished rows, a few at a time.
//!
//! ```text
//!  take the mark ─► a batch of rows, table by table ─► commit ─┬─► the timer pauses, others write ─┐
//!        ▲                                                     └─► nothing is left: give it back   │
//!        └─────────────────────────────────────────────────────────────────────────────────────────┘
//! ```
//!
//! Every condition on these rows ignores those that are over, so it doesn't matter when they are deleted. Of several servers, the one with the mark in
//! the row of `purge` deletes: two would wait for each other's rows. A server that dies loses the mark after half a minute.

use crate::{
    Error, Maintenance, Timestamp,
    account::notice_address,
    account_recovery, action, adoption, browser, delivery, idempotency, mail_link, mail_request, notice_mail, passkey,
    password::throttle,
    session,
    storage::{Conn, Tx, execute, one},
    totp,
};
use std::time::Duration;
use strum::VariantArray;

/// How long a server keeps the mark after each batch: more than the timer's pause and the batch after it.
const HELD: Duration = Duration::from_secs(30);
/// How often unused browsers are looked for: the last one of each account stays, so that it is found again each time.
const BROWSERS_EVERY: Duration = Duration::from_hours(24);

/// The tables whose rows are over at some time, in the order in which they are looked at.
#[derive(Clone, Copy, Debug, VariantArray)]
enum Table {
    Answers,
    Ceremonies,
    Devices,
    Tokens,
    Sessions,
    PasswordFailures,
    Requests,
    Counts,
    Links,
    PreviousAddresses,
    Marks,
    Deliveries,
    Recoveries,
    Steps,
}

/// One run of deletions, from the first table to the last.
#[derive(Debug, Default)]
pub struct PurgeRun {
    /// The table that is looked at next.
    table: usize,
    /// Until when this run has the mark: milliseconds since 1970.
    held_until: i64,
    deleted: u64,
}

impl PurgeRun {
    /// The number of rows that this run has deleted, those that went with others not counted.
    #[must_use]
    pub const fn deleted(&self) -> u64 {
        self.deleted
    }
}

impl Maintenance<'_> {
    /// Deletes at most a hundred rows that are over on SQLite, five hundred on PostgreSQL. Returns whether there may be more; not so if another server is
    /// deleting. For a timer, which pauses after each call.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`]. Nothing was deleted then, and the run can go on.
    pub async fn purge(self, run: &mut PurgeRun) -> Result<bool, Error> {
        if run.table >= Table::VARIANTS.len() {
            return self.purge_browsers(run).await;
        }
        let now = self.latchkey.now();
        let mut tx = self.latchkey.db().begin_planned().await?;
        let Some(held_until) = take_mark(tx.conn(), run, now).await? else { return Ok(false) };
        let most = tx.conn().batch();
        let (mut table, mut deleted) = (run.table, 0);
        while let Some(next) = Table::VARIANTS.get(table) {
            let left = most.saturating_sub(deleted);
            let rows = i64::try_from(self.purge_table(&mut tx, *next, (now, left)).await?).unwrap_or(i64::MAX);
            deleted = deleted.saturating_add(rows);
            if rows >= left {
                break;
            }
            table = table.saturating_add(1);
        }
        tx.commit().await?;
        (run.table, run.held_until) = (table, held_until);
        run.deleted = run.deleted.saturating_add(u64::try_from(deleted).unwrap_or_default());
        Ok(true)
    }

    async fn purge_table(self, tx: &mut Tx, table: Table, (now, most): (Timestamp, i64)) -> Result<u64, Error> {
        match table {
            Table::Answers => idempotency::sweep(tx.conn(), now, most).await,
            Table::Ceremonies => passkey::sweep(tx.conn(), now, most).await,
            Table::Devices => totp::sweep(tx.conn(), now, most).await,
            Table::Tokens => action::sweep(tx.conn(), now, most).await,
            Table::Sessions => session::sweep(tx.conn(), now, most).await,
            Table::PasswordFailures => throttle::sweep(tx.conn(), now, most).await,
            Table::Requests => mail_request::sweep(tx.conn(), now, most).await,
            Table::Counts => mail_request::sweep_counts(tx.conn(), now, most).await,
            Table::Links => mail_link::sweep(tx.conn(), now, most).await,
            Table::PreviousAddresses => notice_address::sweep(tx.conn(), now, most).await,
            Table::Marks => notice_mail::sweep(tx.conn(), now, most).await,
            Table::Deliveries => delivery::sweep(tx.conn(), now, most).await,
            Table::Recoveries => account_recovery::sweep(tx.conn(), now, most).await,
            Table::Steps => adoption::sweep(tx.conn(), self.latchkey, most).await,
        }
    }

    /// The end of a run: browsers, which are looked for before the transaction, since very many accounts may have only one left.
    async fn purge_browsers(self, run: &mut PurgeRun) -> Result<bool, Error> {
        let now = self.latchkey.now();
        let mut read = self.latchkey.db().read_at_leisure().await?;
        let (looked_at,) = one!((i64,), read.conn(), "SELECT browsers_at FROM purge WHERE id = 1")?;
        let is_due = looked_at <= (now - BROWSERS_EVERY).0 || looked_at > now.latest_noted().0;
        let most = read.conn().batch();
        let found = if is_due { browser::unused(read.conn(), now, most).await? } else { vec![] };
        drop(read);

        let mut tx = self.latchkey.db().begin().await?;
        let Some(held_until) = take_mark(tx.conn(), run, now).await? else { return Ok(false) };
        browser::forget(tx.conn(), &found).await?;
        let more = i64::try_from(found.len()).is_ok_and(|found| found >= most);
        if !more {
            let looked_at = if is_due { now.0 } else { looked_at };
            execute!(tx.conn(), "UPDATE purge SET held_until = 0, browsers_at = $1 WHERE id = 1", looked_at)?;
        }
        tx.commit().await?;
        run.held_until = held_until;
        run.deleted = run.deleted.saturating_add(u64::try_from(found.len()).unwrap_or_default());
        Ok(more)
    }
}

/// Takes the mark, or keeps it. Returns its end, `None` if another server has it.
async fn take_mark(conn: Conn<'_>, run: &PurgeRun, now: Timestamp) -> Result<Option<i64>, Error> {
    let held_until = (now + HELD).0;
    let taken = execute!(
        conn,
        "UPDATE purge SET held_until = $1 WHERE id = 1 AND (held_until = $2 OR held_until <= $3 OR held_until > $4)",
        held_until,
        run.held_until,
        now.0,
        now.latest_end(HELD).0
    )?;
    Ok((taken == 1).then_some(held_until))
}
