//! Sealing: lines without a batch become the next batch.
//!
//! Writing a line never waits for this. A transaction locks the head's row first, so that of two servers one waits for the other and then sees its
//! batch. It seals exactly the lines that it has locked, whichever lines are committed meanwhile.

use super::{
    chain::{AuditHead, Batch, list},
    end::{End, place},
    line::{Line, columns},
    record,
};
use crate::{
    Admin, Error, Latchkey, Maintenance, Session,
    storage::{Conn, Tx, all, execute, optional, statement},
};
use sqlx::{Postgres, QueryBuilder, Sqlite};

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

/// Seals the head and the records of erasing under the active key. Returns how many were under another key.
pub(crate) async fn reseal(latchkey: &Latchkey) -> Result<u64, Error> {
    let head = crate::reseal::column(
        latchkey,
        "SELECT head, seal FROM audit_head WHERE seal IS NOT NULL",
        "UPDATE audit_head SET seal = $2 WHERE head = $1 AND seal = $3",
        place,
    )
    .await?;
    Ok(head.saturating_add(record::reseal(latchkey).await?))
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
        // Ordered, so that SQLite uses the index of unsealed lines: it would read all sealed ones before the first of these.
        let waiting = "SELECT id FROM audit_event WHERE batch IS NULL ORDER BY id LIMIT 1";
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
        let mut lines = next_lines(tx.conn()).await?;
        if lines.is_empty() {
            return Ok(0);
        }
        for line in &mut lines {
            line.commit(self.latchkey.env())?;
        }
        let put = put_into_batch(&mut tx, &lines, number).await?;
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
        if (inserted, moved) != (1, 1) || i64::try_from(put) != Ok(batch.lines) {
            return Ok(0);
        }
        tx.commit().await?;
        tracing::info!(head = %new, lines = batch.lines, "audit sealed");
        Ok(batch.lines)
    }
}

/// The next lines to be sealed, locked.
async fn next_lines(conn: Conn<'_>) -> Result<Vec<Line>, Error> {
    // Found by id in the index of unsealed lines. The limit isn't a parameter, or PostgreSQL would plan for a tenth of all lines.
    const WAITING: &str = concat!("SELECT ", columns!(), " FROM audit_event WHERE batch IS NULL ORDER BY id LIMIT ", most!());
    const LOCKED: &str = concat!("SELECT ", columns!(), " FROM audit_event WHERE batch IS NULL ORDER BY id LIMIT ", most!(), " FOR UPDATE");
    let statement = match conn {
        Conn::Sqlite(_) => WAITING,
        Conn::Postgres(_) => LOCKED,
    };
    Ok(all!(Line, conn, statement)?)
}

/// Puts lines into a batch, with version and salt. Returns their number.
async fn put_into_batch(tx: &mut Tx, lines: &[Line], number: i64) -> Result<u64, Error> {
    macro_rules! put {
        ($database:ident, $conn:ident) => {{
            let mut update =
                QueryBuilder::<$database>::new("UPDATE audit_event SET version = given.column2, salt = given.column3, batch = ");
            update.push_bind(number).push(" FROM (");
            update.push_values(lines, |mut values, line| {
                values.push_bind(&line.id).push_bind(line.version).push_bind(&line.salt);
            });
            update.push(") AS given WHERE audit_event.id = given.column1");
            statement!($conn, |connection| update.build().execute(connection))?.rows_affected()
        }};
    }
    Ok(match tx.conn() {
        Conn::Sqlite(c) => put!(Sqlite, c),
        Conn::Postgres(c) => put!(Postgres, c),
    })
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
