//! Whether a line is sealed as it stands: it is in the list of its batch, and the chain leads from that batch to the sealed head.

use super::{
    chain::{AuditHead, Batch, entries},
    end::End,
    line::Line,
    record::{self, Forged},
};
use crate::{
    Error,
    storage::{Conn, all, optional},
    vault::Vault,
};

/// Batches read at a time.
const BATCHES: i64 = 32;

/// The verdict of the chain on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Latchkey has sealed the line as it stands.
    Sealed,
    /// The line was changed since it was sealed, or put into a batch by other means.
    Forged,
    /// The chain itself was tampered with, so that it says nothing about the line.
    Unknown,
}

/// The verdict of the chain on a line of this batch.
pub(super) async fn standing(mut conn: Conn<'_>, vault: &Vault, line: &Line, batch: i64) -> Result<Standing, Error> {
    let Ok(head) = End::read(conn.reborrow()).await?.checked(vault) else { return Ok(Standing::Unknown) };
    let list = optional!((Vec<u8>,), conn.reborrow(), "SELECT list FROM audit_batch WHERE number = $1", batch)?;
    let Some((list,)) = list else { return Ok(Standing::Forged) };
    let is_listed = entries(&list).any(|entry| entry == (line.name(), line.hash()));
    if !is_listed && !is_recorded(conn.reborrow(), vault, line, batch).await? {
        return Ok(Standing::Forged);
    }
    Ok(if is_in_chain(conn, batch, &list, head).await? { Standing::Sealed } else { Standing::Unknown })
}

/// Whether the line lost its values, and a record of Latchkey says so.
async fn is_recorded(conn: Conn<'_>, vault: &Vault, line: &Line, batch: i64) -> Result<bool, Error> {
    match record::read(conn, vault, batch).await? {
        Ok(erased) => Ok(erased.get(&line.name()) == Some(&line.as_it_stands())),
        Err(Forged) => Ok(false),
    }
}

/// Whether each batch from this one on follows from the one before, up to the head, and the first one has this list.
async fn is_in_chain(mut conn: Conn<'_>, first: i64, list: &[u8], head: AuditHead) -> Result<bool, Error> {
    let mut last: Option<AuditHead> = None;
    while last != Some(head) {
        let batches = all!(
            Batch,
            conn.reborrow(),
            "SELECT number, sealed_at, lines, list, previous, hash FROM audit_batch
             WHERE number >= $1 AND number <= $2 ORDER BY number LIMIT $3",
            last.map_or(first, |last| last.number.saturating_add(1)),
            head.number,
            BATCHES
        )?;
        if batches.is_empty() {
            return Ok(false);
        }
        for batch in batches {
            let follows = match last {
                Some(last) => last.number.checked_add(1) == Some(batch.number) && batch.previous == last.hash,
                None => batch.list == list,
            };
            let Some(this) = AuditHead::of(batch.number, &batch.hash).filter(|_| follows && batch.is_whole()) else { return Ok(false) };
            last = Some(this);
        }
    }
    Ok(true)
}
