//! Records of erasing: why lines of version 1 have lost their values, though their hash covers them.
//!
//! ```text
//!  list     of each line, in the order of the ids: its id in 16 bytes ‖ the hash of what is left of it
//!  record   BATCH:HASH, where HASH is SHA-256 of "latchkey audit erasure 1" ‖ batch, 8 bytes ‖ list
//! ```
//!
//! The vault seals a record as it seals the head: it is only authenticated. With write access to the database alone, nobody makes one.

use super::{
    chain::{AuditHead, entries, list_of},
    encoding::Hash,
    line::Name,
};
use crate::{
    Error, Latchkey,
    storage::{Conn, execute, optional},
    vault::{Place, Vault},
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const ERASURE: &[u8] = b"latchkey audit erasure 1";

/// The lines of a record.
pub(super) type Erased = BTreeMap<Name, Hash>;

/// The record wasn't sealed by Latchkey, or with a key that isn't in the key file.
pub(super) struct Forged;

fn place(record: &str) -> Place<'_> {
    Place { table: "audit_erased", row: record, column: "seal" }
}

/// The text that is sealed, which has the form of a head.
fn record_of(batch: i64, list: &[u8]) -> String {
    let hash = Sha256::new().chain_update(ERASURE).chain_update(batch.to_be_bytes()).chain_update(list).finalize();
    AuditHead { number: batch, hash: hash.into() }.to_string()
}

/// The lines of a batch that were erased, which are none without a record.
pub(super) async fn read(conn: Conn<'_>, vault: &Vault, batch: i64) -> Result<Result<Erased, Forged>, Error> {
    let row = optional!((Vec<u8>, String, Vec<u8>), conn, "SELECT list, record, seal FROM audit_erased WHERE batch = $1", batch)?;
    let Some((list, record, seal)) = row else { return Ok(Ok(Erased::new())) };
    let is_ours = record == record_of(batch, &list) && vault.open_sealed(place(&record), &seal).is_ok();
    Ok(if is_ours { Ok(entries(&list).collect()) } else { Err(Forged) })
}

/// Adds lines to the record of a batch, in a transaction that holds the head's row.
///
/// # Errors
///
/// [`Error::Unavailable`], also if the record is forged: nothing is added to a foreign one.
pub(super) async fn extend(mut conn: Conn<'_>, latchkey: &Latchkey, batch: i64, lines: Erased) -> Result<(), Error> {
    let mut erased = read(conn.reborrow(), latchkey.vault(), batch).await?.map_err(|Forged| {
        tracing::error!(batch, "the audit's record of erased values was tampered with: see `latchkey audit verify`");
        Error::Unavailable
    })?;
    erased.extend(lines);
    let list = list_of(erased.into_iter().collect());
    let record = record_of(batch, &list);
    let seal = latchkey.vault().sealing_key(conn.reborrow()).await?.seal(latchkey.env(), place(&record), &[])?;
    execute!(
        conn,
        "INSERT INTO audit_erased (batch, list, record, seal) VALUES ($1, $2, $3, $4)
         ON CONFLICT (batch) DO UPDATE SET list = excluded.list, record = excluded.record, seal = excluded.seal",
        batch,
        list,
        record,
        seal
    )?;
    Ok(())
}

/// Seals every record under the active key. Returns how many were under another key.
pub(super) async fn reseal(latchkey: &Latchkey) -> Result<u64, Error> {
    crate::reseal::column(
        latchkey,
        "SELECT record, seal FROM audit_erased",
        "UPDATE audit_erased SET seal = $2 WHERE record = $1 AND seal = $3",
        place,
    )
    .await
}
