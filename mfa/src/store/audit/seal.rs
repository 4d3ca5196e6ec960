//! Sealing: lines without a batch become the next batch.
//!
//! Writing a line never waits for this. A transaction locks the head's row first, so that of two servers one waits for the other and then sees its
//! batch. It seals exactly the lines that its `UPDATE` returns, whichever lines are committed meanwhile.

use super::{
    chain::{AuditHead, Batch, Line, columns, list},
    end::{End, place},
};
use crate::{
    Admin, Error, Latchkey, Maintenance, Session,
    storage::{all, execute, optional},
};

/// Lines in a batch: few enough that others don't wait noticeably on SQLite, where sealing is a writer like others.
macro_rules! most {
    () => {
        2000
    };
}
const LINES: i64 = most!();

/// How far the audit is sealed, for display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditSeal {
    /// No batch yet.
    Nothing,
    /// The newest batch, and when it was sealed: milliseconds since 1970.
    UpTo(AuditHead, i64),
    /// The newest batch isn't the one that was sealed last: the database was changed by other means.
    Broken,
}

/// Seals the head under the active key, if another key sealed it.
pub(crate) async fn reseal(latchkey: &Latchkey) -> Result<u64, Error> {
    crate::reseal::column(
        latchkey,
        "SELECT head, seal FROM audit_head WHERE seal IS NOT NULL",
        "UPDATE audit_head SET seal = $2 WHERE head = $1 AND seal = $3",
        place,
    )
    .await
}

impl Maintenance<'_> {
    /// Seals the lines of the audit that aren't sealed yet, batch by batch. Returns their number. For a timer.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`], also if the newest batch isn't the one that was sealed last: nothing is sealed onto a foreign batch.
    pub async fn seal_audit(self) -> Result<u64, Error> {
        let mut sealed: i64 = 0;
        loop {
            let lines = self.seal_batch().await?;
            sealed = sealed.saturating_add(lines);
            if lines < LINES {
                return Ok(u64::try_from(sealed).unwrap_or_default());
            }
        }
    }

    async fn seal_batch(self) -> Result<i64, Error> {
        let waiting = "SELECT id FROM audit_event WHERE batch IS NULL LIMIT 1";
        if optional!((String,), self.latchkey.db().read().await?.conn(), waiting)?.is_none() {
            return Ok(0);
        }
        let mut tx = self.latchkey.db().begin().await?;
        execute!(tx.conn(), "UPDATE audit_head SET head = head WHERE id = 1")?;
        let head = End::read(tx.conn()).await?.checked(self.latchkey.vault()).map_err(|trouble| {
            tracing::error!(trouble = %trouble, "the audit was tampered with and isn't sealed any further: see `latchkey audit verify`");
            Error::Unavailable
        })?;
        let number = head.number.saturating_add(1);
        // Selected by id, which the index of unsealed lines contains: a range of ids would be searched among all lines ever written. The limit isn't
        // a parameter, or PostgreSQL would plan for a tenth of all lines.
        let lines = all!(
            Line,
            tx.conn(),
            concat!(
                "UPDATE audit_event SET batch = $1
                 WHERE id IN (SELECT id FROM audit_event WHERE batch IS NULL ORDER BY id LIMIT ",
                most!(),
                ") AND batch IS NULL RETURNING ",
                columns!()
            ),
            number
        )?;
        if lines.is_empty() {
            return Ok(0);
        }
        let mut batch = Batch {
            number,
            sealed_at: self.latchkey.now().0,
            lines: i64::try_from(lines.len()).unwrap_or(i64::MAX),
            list: list(&lines),
            previous: head.hash.to_vec(),
            hash: vec![],
        };
        let new = AuditHead { number, hash: batch.computed() };
        batch.hash = new.hash.to_vec();
        let inserted = execute!(
            tx.conn(),
            "INSERT INTO audit_batch (number, sealed_at, lines, list, previous, hash) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (number) DO NOTHING",
            number,
            batch.sealed_at,
            batch.lines,
            batch.list,
            batch.previous,
            batch.hash
        )?;
        let seal = self.latchkey.vault().sealing_key(tx.conn()).await?.seal(self.latchkey.env(), place(&new.to_string()), &[])?;
        let moved = execute!(
            tx.conn(),
            "UPDATE audit_head SET head = $1, seal = $2 WHERE id = 1 AND head = $3",
            new.to_string(),
            seal,
            head.to_string()
        )?;
        if (inserted, moved) != (1, 1) {
            return Ok(0);
        }
        tx.commit().await?;
        tracing::info!(head = %new, lines = batch.lines, "audit sealed");
        Ok(batch.lines)
    }
}

impl Admin<'_> {
    /// How far the audit is sealed.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn audit_seal(self, session: &Session) -> Result<AuditSeal, Error> {
        session.require_administrator()?;
        let end = End::read(self.latchkey.db().read().await?.conn()).await?;
        Ok(match (end.checked(self.latchkey.vault()), end.sealed_at) {
            (Err(_), _) => AuditSeal::Broken,
            (Ok(head), Some(sealed_at)) => AuditSeal::UpTo(head, sealed_at),
            (Ok(_), None) => AuditSeal::Nothing,
        })
    }
}
