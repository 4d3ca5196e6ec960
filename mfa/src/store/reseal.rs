//! Sealing stored values anew under the active key, column by column, for a key rotation.

use crate::{
    Error, Latchkey,
    storage::{all, execute},
    vault::{self, Place},
};

/// Seals the values of a column that are under another key, row by row, and returns their number. `select` returns id and value; `update` sets the
/// value to `$2` in the row with the id `$1`, if it is still `$3`.
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
