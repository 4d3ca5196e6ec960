//! The table `signing_key`.

use super::key::{ES256, Jwk, NewKey};
use crate::{
    Error, Latchkey, Timestamp,
    storage::{Conn, all, execute, optional},
    vault::Place,
};

/// A key that is published.
#[derive(Clone, sqlx_macros::FromRow)]
pub(crate) struct Published {
    pub(crate) kid: String,
    /// `next`, `active` or `retired`.
    pub(crate) state: String,
    /// Uncompressed (SEC 1).
    pub(crate) public_key: Vec<u8>,
    /// When it reached its state.
    pub(crate) since: i64,
}

impl Published {
    pub(super) fn jwk(&self) -> Result<Jwk, Error> {
        Jwk::of(&self.public_key).filter(|key| key.kid == self.kid).ok_or_else(|| {
            tracing::error!(key = self.kid, "a public key in the database is damaged");
            Error::Unavailable
        })
    }
}

pub(super) fn place(kid: &str) -> Place<'_> {
    Place { table: "signing_key", row: kid, column: "private_key" }
}

/// All keys, in an order that doesn't change with their states.
pub(crate) async fn published(conn: Conn<'_>) -> Result<Vec<Published>, Error> {
    Ok(all!(Published, conn, "SELECT kid, state, public_key, since FROM signing_key ORDER BY kid")?)
}

/// Id and sealed private half of the key that signs now.
pub(super) async fn active(conn: Conn<'_>) -> Result<Option<(String, Vec<u8>)>, Error> {
    let statement = "SELECT kid, private_key FROM signing_key WHERE kind = $1 AND state = 'active' AND private_key IS NOT NULL";
    Ok(optional!((String, Vec<u8>), conn, statement, ES256)?)
}

/// Inserts a new key in this state, unless there is one in it. Returns its id if it was inserted.
pub(super) async fn insert(mut conn: Conn<'_>, latchkey: &Latchkey, state: &str) -> Result<Option<String>, Error> {
    let key = NewKey::generate(latchkey.env())?;
    let sealed = latchkey.vault().sealing_key(conn.reborrow()).await?.seal(latchkey.env(), place(&key.kid), &key.private)?;
    let inserted = execute!(
        conn,
        "INSERT INTO signing_key (kid, kind, state, public_key, private_key, since) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (kind, state) WHERE state IN ('next', 'active') DO NOTHING",
        &key.kid,
        ES256,
        state,
        &key.point,
        sealed,
        latchkey.now().0
    )?;
    Ok((inserted == 1).then_some(key.kid))
}

/// Retires this key, if it is still the active one. Its private half is destroyed.
pub(super) async fn retire(conn: Conn<'_>, kid: &str, now: Timestamp) -> Result<bool, Error> {
    let statement = "UPDATE signing_key SET state = 'retired', private_key = NULL, since = $2 WHERE kid = $1 AND state = 'active'";
    Ok(execute!(conn, statement, kid, now.0)? == 1)
}

/// Activates this key, if it is still the next one and was published at `published` or before.
pub(super) async fn activate(conn: Conn<'_>, kid: &str, now: Timestamp, published: Timestamp) -> Result<bool, Error> {
    let statement = "UPDATE signing_key SET state = 'active', since = $2 WHERE kid = $1 AND state = 'next' AND since <= $3";
    Ok(execute!(conn, statement, kid, now.0, published.0)? == 1)
}

/// Deletes the keys that were retired at `before` or earlier.
pub(super) async fn delete_retired(conn: Conn<'_>, before: Timestamp) -> Result<u64, Error> {
    Ok(execute!(conn, "DELETE FROM signing_key WHERE state = 'retired' AND since <= $1", before.0)?)
}

/// Sets times in the future to now: otherwise a key whose state was changed while the clock was ahead would not change it again until that time.
pub(crate) async fn date_back(conn: Conn<'_>, now: Timestamp) -> Result<(), Error> {
    execute!(conn, "UPDATE signing_key SET since = $1 WHERE since > $2", now.0, now.latest_noted().0)?;
    Ok(())
}

/// Seals every private half under the active key of the vault. Returns the number of those that were under another one.
pub(crate) async fn reseal(latchkey: &Latchkey) -> Result<u64, Error> {
    crate::reseal::column(
        latchkey,
        "SELECT kid, private_key FROM signing_key WHERE private_key IS NOT NULL",
        "UPDATE signing_key SET private_key = $2 WHERE kid = $1 AND private_key = $3",
        place,
    )
    .await
}
