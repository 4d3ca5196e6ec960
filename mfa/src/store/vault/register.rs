//! The keys that the database knows: the table `sealing_check`, which holds a known text sealed under each of them.
//!
//! A key is noted before any value is sealed with it, and forgotten once no value is. By the newest key, a server tells whether its key file belongs
//! to the database or is old or foreign. A transaction that seals holds the row of its key.

use super::{Place, Vault, prefix_of, seal_with};
use crate::{
    Error, OpenError, Timestamp,
    env::Env,
    key_file::{Key, KeyFile},
    storage::{Conn, Db, all, execute, one, optional},
};
use std::sync::Arc;

const CHECK: &[u8] = b"latchkey";

fn check_place(key_id: &str) -> Place<'_> {
    Place { table: "sealing_check", row: key_id, column: "sealed" }
}

/// A key that the database knows.
#[derive(Clone, PartialEq, Eq, sqlx_macros::FromRow)]
pub(crate) struct Noted {
    pub(crate) key_id: String,
    sealed: Vec<u8>,
    noted_at: Option<i64>,
}

impl Noted {
    /// Whether the key file has the key.
    fn fits(&self, vault: &Vault) -> bool {
        vault.open_sealed(check_place(&self.key_id), &self.sealed).is_ok()
    }
}

/// All noted keys, the newest first.
pub(crate) async fn noted(conn: Conn<'_>) -> Result<Vec<Noted>, sqlx::Error> {
    all!(Noted, conn, "SELECT key_id, sealed, noted_at FROM sealing_check ORDER BY COALESCE(noted_at, 0) DESC, key_id")
}

/// Reads the key file and verifies that it fits the database; creates one for a database that never had any. Only one process at a time may do this.
pub(crate) async fn open(db: &Db, file: KeyFile, env: &Env) -> Result<Vault, OpenError> {
    if !file.exists() {
        if !noted(db.read().await?.conn()).await?.is_empty() {
            return Err(OpenError::KeyFileMissing(file.path().to_owned()));
        }
        file.create(&file.lock().await?, env)?;
        tracing::info!(path = %file.path().display(), "created a key file: keep a copy of it apart from the database");
    }
    let vault = Vault::open(file)?;
    let mut keys = require_newest(db, &vault).await?;
    let active = vault.active_key();
    if !keys.iter().any(|noted| noted.key_id == active && noted.noted_at.is_some()) {
        note_active(db, &vault, env).await?;
        keys = require_newest(db, &vault).await?;
    }
    for key in keys.iter().filter(|noted| !noted.fits(&vault)) {
        let values = count_sealed_with(db.read_at_leisure().await?.conn(), &key.key_id).await?;
        if values > 0 {
            tracing::error!(
                key = key.key_id,
                values,
                "the key file lacks a key: values in the database that are encrypted with it can't be decrypted"
            );
        }
    }
    Ok(vault)
}

/// Notes the active key of a new file, or of one that is newer than a database from a backup or an older release.
async fn note_active(db: &Db, vault: &Vault, env: &Env) -> Result<(), OpenError> {
    // A rotation may be about to forget this key, which must not come back as the newest one.
    let _lock = db.lock_rotation().await?;
    let keys = require_newest(db, vault).await?;
    let active = vault.active();
    let mut tx = db.begin().await?;
    if keys.iter().all(|noted| noted.noted_at.is_none()) {
        execute!(tx.conn(), "UPDATE sealing_check SET noted_at = $2 WHERE key_id = $1", &active.id, env.now().0)?;
    }
    note(tx.conn(), &active, env).await?;
    tx.commit().await?;
    Ok(())
}

/// Checks that the key file has the newest of the database's keys, and returns all keys that the database knows. If none has a time yet, any of them
/// will do.
///
/// # Errors
///
/// [`OpenError::KeyFileWrong`].
pub(crate) async fn require_newest(db: &Db, vault: &Vault) -> Result<Vec<Noted>, OpenError> {
    let mut keys = noted(db.read().await?.conn()).await?;
    loop {
        // A rotation adds a key to the file before the database, and forgets it in the database before the file: so the file is read last.
        vault.reload()?;
        let has_times = keys.first().is_some_and(|newest| newest.noted_at.is_some());
        let candidates = if has_times { 1 } else { keys.len() };
        if keys.is_empty() || keys.iter().take(candidates).any(|noted| noted.fits(vault)) {
            return Ok(keys);
        }
        let again = noted(db.read().await?.conn()).await?;
        if again == keys {
            return Err(OpenError::KeyFileWrong(vault.file().path().to_owned()));
        }
        keys = again;
    }
}

/// Notes a key unless it is noted already. It is the database's newest one from now on, whatever the clocks of several servers say.
pub(crate) async fn note(mut conn: Conn<'_>, key: &Arc<Key>, env: &Env) -> Result<(), Error> {
    let sealed = seal_with(key, env, check_place(&key.id), CHECK)?;
    let (newest,) = one!((i64,), conn.reborrow(), "SELECT COALESCE(MAX(noted_at), 0) FROM sealing_check")?;
    let Timestamp(now) = env.now();
    execute!(
        conn,
        "INSERT INTO sealing_check (key_id, sealed, noted_at) VALUES ($1, $2, $3) ON CONFLICT (key_id) DO NOTHING",
        &key.id,
        sealed,
        now.max(newest.saturating_add(1))
    )?;
    Ok(())
}

/// Holds a key for the transaction: until it ends, [`forget`] waits. Returns false if the database doesn't know the key.
pub(crate) async fn hold(conn: Conn<'_>, key_id: &str) -> Result<bool, Error> {
    // SQLite has only one writing transaction at a time, and no such lock.
    let statement = match conn {
        Conn::Sqlite(_) => "SELECT key_id FROM sealing_check WHERE key_id = $1",
        Conn::Postgres(_) => "SELECT key_id FROM sealing_check WHERE key_id = $1 FOR KEY SHARE",
    };
    Ok(optional!((String,), conn, statement, key_id)?.is_some())
}

/// Forgets a key under which no value is sealed. Returns false, without a change, if a value is.
pub(crate) async fn forget(db: &Db, key_id: &str) -> Result<bool, Error> {
    let mut tx = db.begin_at_leisure().await?;
    // Deleted first: values that are being sealed with it are committed and counted, and no new ones are begun.
    execute!(tx.conn(), "DELETE FROM sealing_check WHERE key_id = $1", key_id)?;
    if count_sealed_with(tx.conn(), key_id).await? > 0 {
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}

/// The number of values sealed with a key.
async fn count_sealed_with(conn: Conn<'_>, key_id: &str) -> Result<i64, Error> {
    let prefix = prefix_of(key_id)?;
    let length = i32::try_from(prefix.len()).map_err(|_| Error::Unavailable)?;
    let (values,) = one!(
        (i64,),
        conn,
        "SELECT (SELECT COUNT(*) FROM totp_device WHERE SUBSTR(secret, 1, $2) = $1)
              + (SELECT COUNT(*) FROM recovery_set WHERE SUBSTR(codes, 1, $2) = $1)
              + (SELECT COUNT(*) FROM session WHERE SUBSTR(held, 1, $2) = $1)
              + (SELECT COUNT(*) FROM delivery WHERE SUBSTR(params, 1, $2) = $1)
              + (SELECT COUNT(*) FROM signing_key WHERE SUBSTR(private_key, 1, $2) = $1)
              + (SELECT COUNT(*) FROM audit_head WHERE SUBSTR(seal, 1, $2) = $1)
              + (SELECT COUNT(*) FROM audit_erased WHERE SUBSTR(seal, 1, $2) = $1)",
        prefix,
        length
    )?;
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::still;

    #[tokio::test]
    async fn a_key_is_forgotten_once_nothing_is_sealed_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::connect(&format!("sqlite://{}", folder.path().join("latchkey.db").display())).await.unwrap();
        db.migrate().await.unwrap();
        let vault = open(&db, KeyFile::new(folder.path().join("secret.key")), &still()).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let key = vault.sealing_key(tx.conn()).await.unwrap();
        let sealed = key.seal(&still(), Place { table: "audit_head", row: "1", column: "seal" }, b"").unwrap();
        execute!(tx.conn(), "UPDATE audit_head SET seal = $1", sealed).unwrap();
        tx.commit().await.unwrap();

        let id = vault.active_key();
        assert!(!forget(&db, &id).await.unwrap());
        assert!(hold(db.begin().await.unwrap().conn(), &id).await.unwrap(), "the database still knows it");
        let mut tx = db.begin().await.unwrap();
        execute!(tx.conn(), "UPDATE audit_head SET seal = NULL").unwrap();
        tx.commit().await.unwrap();
        assert!(forget(&db, &id).await.unwrap());
        assert!(vault.sealing_key(db.begin().await.unwrap().conn()).await.is_err(), "nothing is sealed with it any more");
    }
}
