//! Erasing: the lines stay, their personal values go.
//!
//! ```text
//!  an account is deleted ── ten minutes ──► all lines of the account
//!  `audit.personal_days` are over ────────► every line
//! ```
//!
//! A transaction erases a few lines and notes how far it has come, in the row of `audit_erasure` that it locks first: of several servers, one works at
//! a time. Then it locks the head's row, so that no line is being sealed meanwhile. The deleted accounts are those of the lines about their deletion.
//! Only a sealed one counts: with write access to the database alone, nobody has Latchkey erase the values of an account, and then removes the line.

use super::{
    chain::entries,
    encoding::{Hash, PLAIN},
    line::{Line, Name, columns},
    record,
    sealed::{Standing, standing},
    search::id_at,
};
use crate::{
    Error, Maintenance, Timestamp,
    storage::{Tx, all, execute, one, optional},
};
use std::{collections::BTreeMap, time::Duration};

/// After this time, every transaction that writes a line about a deleted account has committed or was rolled back.
const SETTLED_AFTER: Duration = Duration::from_secs(600);

/// How far the erasing has come.
#[derive(Clone, PartialEq, Eq, sqlx_macros::FromRow)]
struct Progress {
    aged: String,
    deletion: String,
    line: String,
}

impl Progress {
    /// The deletion after which the next one is looked for. A mark of the future was set while the clock was ahead: deletions since then have smaller
    /// ids.
    fn deletion_before(&self, now: Timestamp) -> &str {
        if self.deletion > id_at(now.latest_noted().0) { "" } else { &self.deletion }
    }
}

/// A line and its batch.
#[derive(sqlx_macros::FromRow)]
struct Row {
    batch: Option<i64>,
    #[sqlx(flatten)]
    line: Line,
}

/// The deletion whose account comes next.
struct Deletion {
    /// The id of the line about it.
    id: String,
    /// The account. `None` if it exists, or if the line is forged: then there is nothing to erase.
    account: Option<String>,
    /// The progress that it was found with.
    after: Progress,
}

/// A line about a deletion.
#[derive(sqlx_macros::FromRow)]
struct DeletionRow {
    batch: Option<i64>,
    is_gone: bool,
    #[sqlx(flatten)]
    line: Line,
}

/// Lines of version 1 by their batches: name, hash, and the hash of what is left.
type Unrecorded = BTreeMap<i64, Vec<(Name, Hash, Hash)>>;

impl Maintenance<'_> {
    /// Erases the personal values of some lines of the audit: of accounts that were deleted at least ten minutes ago, and of lines older than
    /// [`LatchkeyBuilder::audit_personal_days`](crate::LatchkeyBuilder::audit_personal_days). Returns the number of lines that it went through,
    /// `None` if there is nothing left to do. For a timer, which pauses after each call.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`], also if an earlier record of erased values is forged.
    pub async fn erase_personal_values(self) -> Result<Option<u64>, Error> {
        let deletion = self.next_deletion().await?;
        let mut tx = self.latchkey.db().begin_at_leisure().await?;
        let progress = one!(Progress, tx.conn(), "UPDATE audit_erasure SET aged = aged WHERE id = 1 RETURNING aged, deletion, line")?;
        execute!(tx.conn(), "UPDATE audit_head SET head = head WHERE id = 1")?;
        let done = match deletion {
            // Another server has gone on since.
            Some(deletion) if deletion.after != progress => Some(0),
            Some(deletion) => Some(self.erase_of_deleted(&mut tx, &progress, deletion).await?),
            None => self.erase_aged(&mut tx, &progress).await?,
        };
        tx.commit().await?;
        Ok(done)
    }

    /// The deletion whose account comes next. `None` also while it isn't sealed, or nothing can be said about that: those after it wait for it.
    async fn next_deletion(self) -> Result<Option<Deletion>, Error> {
        let now = self.latchkey.now();
        // Outside of the transaction that erases: the chain may be long, and what it says about the line stays true.
        let mut read = self.latchkey.db().read_at_leisure().await?;
        let after = one!(Progress, read.conn(), "SELECT aged, deletion, line FROM audit_erasure WHERE id = 1")?;
        let next = optional!(
            DeletionRow,
            read.conn(),
            concat!(
                "SELECT batch, NOT EXISTS (SELECT 1 FROM account WHERE account.id = audit_event.account_id) AS is_gone, ",
                columns!(),
                " FROM audit_event WHERE event = 'account_deleted' AND id > $1 AND id < $2 ORDER BY id LIMIT 1"
            ),
            after.deletion_before(now),
            id_at((now - SETTLED_AFTER).0)
        )?;
        let Some(DeletionRow { batch: Some(batch), is_gone, line }) = next else { return Ok(None) };
        let standing = standing(read.conn(), self.latchkey.vault(), &line, batch).await?;
        let Line { id, account_id, .. } = line;
        if standing != Standing::Sealed {
            tracing::error!(id, batch, "a line about the deletion of an account isn't sealed as it stands: see `latchkey audit verify`");
        }
        match standing {
            Standing::Sealed => Ok(Some(Deletion { id, account: account_id.filter(|_| is_gone), after })),
            Standing::Forged => Ok(Some(Deletion { id, account: None, after })),
            Standing::Unknown => Ok(None),
        }
    }

    /// Goes through lines of the account that was deleted next. Returns their number.
    async fn erase_of_deleted(self, tx: &mut Tx, progress: &Progress, deletion: Deletion) -> Result<u64, Error> {
        let done = progress.deletion_before(self.latchkey.now());
        let line = if done == progress.deletion { progress.line.as_str() } else { "" };
        let limit = tx.conn().batch();
        let rows = all!(
            Row,
            tx.conn(),
            concat!("SELECT batch, ", columns!(), " FROM audit_event WHERE account_id = $1 AND id > $2 ORDER BY id LIMIT $3"),
            deletion.account,
            line,
            limit
        )?;
        let last = rows.last().map(|row| row.line.id.clone()).unwrap_or_default();
        let lines = self.erase(tx, rows).await?;
        let (deletion, line) =
            if i64::try_from(lines).is_ok_and(|lines| lines < limit) { (deletion.id.as_str(), "") } else { (done, last.as_str()) };
        execute!(tx.conn(), "UPDATE audit_erasure SET deletion = $1, line = $2 WHERE id = 1", deletion, line)?;
        Ok(lines)
    }

    /// Goes through lines that have become old enough.
    async fn erase_aged(self, tx: &mut Tx, progress: &Progress) -> Result<Option<u64>, Error> {
        let Some(kept) = self.latchkey.settings().personal_values_kept else { return Ok(None) };
        let until = id_at((self.latchkey.now() - kept).0);
        // Beyond that if values are now kept for longer, or the clock was ahead.
        let from = progress.aged.as_str().min(&until);
        let limit = tx.conn().batch();
        let rows = all!(
            Row,
            tx.conn(),
            concat!("SELECT batch, ", columns!(), " FROM audit_event WHERE id > $1 AND id < $2 ORDER BY id LIMIT $3"),
            from,
            &until,
            limit
        )?;
        let Some(last) = rows.last().map(|row| row.line.id.clone()) else { return Ok(None) };
        let lines = self.erase(tx, rows).await?;
        execute!(tx.conn(), "UPDATE audit_erasure SET aged = $1 WHERE id = 1", last)?;
        Ok(Some(lines))
    }

    /// Erases the values that these lines still have. Returns the number of lines.
    async fn erase(self, tx: &mut Tx, rows: Vec<Row>) -> Result<u64, Error> {
        let lines = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        let mut unrecorded = Unrecorded::new();
        for Row { batch, line } in rows {
            let erased = line.clone().erased(batch.is_some(), self.latchkey.env())?;
            if erased == line {
                continue;
            }
            if let Some(batch) = batch.filter(|_| line.version == PLAIN && !line.is_erased()) {
                unrecorded.entry(batch).or_default().push((line.name(), line.hash(), erased.as_it_stands()));
            }
            execute!(
                tx.conn(),
                "UPDATE audit_event SET version = $2, salt = NULL, commitments = $3, address = '', agent = '', detail = $4 WHERE id = $1",
                &erased.id,
                erased.version,
                &erased.commitments,
                &erased.detail
            )?;
        }
        for (batch, lines) in unrecorded {
            self.record(tx, batch, lines).await?;
        }
        Ok(lines)
    }

    /// Records that lines of version 1 were erased. A line that didn't fit its batch gets no record: it was changed by other means, and is reported
    /// as before.
    async fn record(self, tx: &mut Tx, batch: i64, lines: Vec<(Name, Hash, Hash)>) -> Result<(), Error> {
        let list = optional!((Vec<u8>,), tx.conn(), "SELECT list FROM audit_batch WHERE number = $1", batch)?;
        let listed: BTreeMap<_, _> = list.iter().flat_map(|(list,)| entries(list)).collect();
        let fitting = lines.into_iter().filter(|(name, hash, _)| listed.get(name) == Some(hash));
        let erased: record::Erased = fitting.map(|(name, _, left)| (name, left)).collect();
        if erased.is_empty() {
            return Ok(());
        }
        record::extend(tx.conn(), self.latchkey, batch, erased).await
    }
}
