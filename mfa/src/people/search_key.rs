//! By what people are found: the bytes of what they are called, in small letters.

use crate::{
    Error,
    storage::{Db, all, execute},
};

/// Accounts that are filled in at a time.
const CHUNK: i64 = 1000;

/// The key of somebody who is called so.
pub(crate) fn search_key(name: &str) -> Vec<u8> {
    name.to_lowercase().into_bytes()
}

/// From the first key that begins with this text to where such keys end: no byte of UTF-8 is as great as the last one here.
pub(super) fn range(text: &str) -> (Vec<u8>, Vec<u8>) {
    let from = search_key(text);
    let to = [from.as_slice(), &[u8::MAX]].concat();
    (from, to)
}

/// Fills in the keys of accounts from before there were any.
pub(crate) async fn fill(db: &Db) -> Result<(), Error> {
    loop {
        let mut tx = db.begin_at_leisure().await?;
        let rows =
            all!((String, String), tx.conn(), "SELECT id, COALESCE(label, email) FROM account WHERE search_key IS NULL LIMIT $1", CHUNK)?;
        if rows.is_empty() {
            return Ok(());
        }
        for (id, name) in rows {
            execute!(tx.conn(), "UPDATE account SET search_key = $2 WHERE id = $1", id, search_key(&name))?;
        }
        tx.commit().await?;
    }
}
