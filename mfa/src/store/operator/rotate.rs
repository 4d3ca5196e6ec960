//! Rotation of the sealing key.
//!
//! ```text
//!  key file          database           a process that is killed here leaves
//!  ────────────────  ─────────────────  ────────────────────────────────────────────────────────────
//!  new key at end                       a key that nothing uses: the next rotation forgets it
//!                    new key noted      the same; from now on servers without the key don't start
//!  new key in front                     values under two keys, and both keys
//!                    values, one by one the same
//!                    old key forgotten  a key that nothing uses, as above
//!  old key gone
//! ```
//!
//! So at each moment the file has every key with which a value is sealed, and the database knows every key that may seal one. Rotations wait for each
//! other: through a lock on the file if they share it, and through one of the database if they run on other machines.

use crate::{
    Error, OpenError, Operator, audit, delivery,
    key_file::{Key, KeyFileError},
    pending_form, recovery_code, signing_key,
    storage::LockError,
    totp, vault,
};
use std::sync::Arc;

/// Keys kept beside the active one after a rotation, though they seal no stored value any more: a server that hasn't read the file again since then
/// still seals with the last one.
const RETIRED_KEYS_KEPT: usize = 1;

/// The result of a rotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The key that seals from now on.
    pub key_id: String,
    /// Number of values that were resealed.
    pub resealed: u64,
}

/// Why a rotation stopped. Resealed values stay resealed, the file still has every key that is in use, and another run continues.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RotationError {
    /// The key file can't be changed.
    #[error("{0}")]
    KeyFile(#[from] KeyFileError),
    /// The key file isn't the one with the database's newest key.
    #[error("{0}")]
    KeyFileOld(#[from] OpenError),
    /// It can't be determined whether another rotation is running.
    #[error("{0}")]
    Lock(#[from] LockError),
    /// The storage or a sealed value failed.
    #[error("the secrets can't be sealed anew: {0}; see the log")]
    Storage(#[from] Error),
}

impl Operator<'_> {
    /// Creates a new sealing key, reseals every secret with it, and deletes the old keys except the last one, with which a running server may still
    /// seal until it reads the key file again. Waits for other rotations of the same file or database. The server may run meanwhile.
    ///
    /// # Errors
    ///
    /// [`RotationError`].
    pub async fn rotate_keys(self) -> Result<Rotated, RotationError> {
        let file = self.latchkey.vault().file();
        let file_lock = file.lock().await?;
        let _database_lock = self.latchkey.db().lock_rotation().await?;
        vault::require_newest(self.latchkey.db(), self.latchkey.vault()).await?;

        let key = file.add(&file_lock, self.latchkey.env())?;
        self.note_key(&key).await?;
        file.activate(&file_lock, self.latchkey.env(), &key.id)?;
        self.latchkey.vault().reload()?;
        let resealed = totp::reseal(self.latchkey).await?
            + recovery_code::reseal(self.latchkey).await?
            + pending_form::reseal(self.latchkey).await?
            + audit::reseal(self.latchkey).await?
            + delivery::reseal(self.latchkey).await?
            + signing_key::reseal(self.latchkey).await?;

        let gone = self.forget_old_keys().await?;
        file.retain(&file_lock, self.latchkey.env(), |id| !gone.iter().any(|gone| gone == id))?;
        self.latchkey.vault().reload()?;
        Ok(Rotated { key_id: key.id.clone(), resealed })
    }

    async fn note_key(self, key: &Arc<Key>) -> Result<(), Error> {
        let mut tx = self.latchkey.db().begin().await?;
        vault::note(tx.conn(), key, self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Deletes from the database all keys that can be deleted, of the present file and of former files. Returns their ids.
    async fn forget_old_keys(self) -> Result<Vec<String>, Error> {
        let in_file = self.latchkey.vault().key_ids();
        let kept: Vec<_> = in_file.iter().take(1 + RETIRED_KEYS_KEPT).collect();
        let noted = vault::noted(self.latchkey.db().read().await?.conn()).await?;
        let mut ids: Vec<_> = noted.into_iter().map(|noted| noted.key_id).chain(in_file.iter().cloned()).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut gone = vec![];
        for id in ids.into_iter().filter(|id| !kept.contains(&id)) {
            if vault::forget(self.latchkey.db(), &id).await? {
                gone.push(id);
            } else {
                tracing::info!(key = id, "an old key stays in the key file: a running server still encrypts with it");
            }
        }
        Ok(gone)
    }
}
