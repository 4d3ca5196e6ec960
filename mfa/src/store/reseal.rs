//! Sealing what is sealed already under the active key: the work of a key rotation, column by column.

use crate::{
    Error, Latchkey,
    storage::{all, execute},
    vault::{self, Place},
};

/// Row by row: `select` gives id and value, `update` sets `$2` for the id `$1` if the value still is `$3`.
pub(crate) async fn column(
    latchkey: &Latchkey,
    select: &'static str,
    update: &'static str,
    place: fn(&str) -> Place<'_>,
) -> Result<u64, Error> {
    let active = latchkey.vault().active_key();
    let rows = all!((String, Vec<u8>), latchkey.db().read_at_leisure().await?.conn(), select)?;
    let mut resealed = 0;
    for (id, old) in rows.iter().filter(|(_, sealed)| vault::key_of(sealed) != Some(active.as_str())) {
        let plain = latchkey.vault().open_sealed(place(id), old)?;
        let mut tx = latchkey.db().begin().await?;
        let new = latchkey.vault().sealing_key(tx.conn()).await?.seal(latchkey.env(), place(id), &plain)?;
        resealed += execute!(tx.conn(), update, id, new, old)?;
        tx.commit().await?;
    }
    Ok(resealed)
}
