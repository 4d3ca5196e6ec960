//! Secrets at rest.
//!
//! A sealed value is `length of key id | key id | 24-byte nonce | XChaCha20-Poly1305 ciphertext`. The associated data names
//! table, row and column, so that a ciphertext copied to another row doesn't open there. The key id makes rotation possible:
//! the first key of the key file seals, every key of it opens.
//!
//! ```text
//! key_file.rs         the file, its keys, its changes
//! vault/register.rs   the keys that the database knows: its values are sealed with no others
//! ```

mod register;

pub(crate) use register::{forget, hold, note, noted, open, require_newest};

use crate::{
    Error,
    env::Env,
    key_file::{Key, KeyFile, KeyFileError, Ring},
    storage::Conn,
};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::sync::{Arc, PoisonError, RwLock};
use zeroize::Zeroizing;

const NONCE: usize = 24;

/// The place of a sealed value: its associated data.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    pub(crate) table: &'static str,
    pub(crate) row: &'a str,
    pub(crate) column: &'static str,
}

impl Place<'_> {
    fn associated_data(self) -> Vec<u8> {
        [self.table, self.row, self.column].join("|").into_bytes()
    }
}

/// A sealed value doesn't open: it is damaged, was moved to another place, or was sealed under a key that the key file lacks.
#[derive(Debug, thiserror::Error)]
#[error("the sealed value doesn't open: it is damaged, was moved, or its key is not in the key file")]
pub(crate) struct DoesNotOpen;

impl From<DoesNotOpen> for Error {
    fn from(error: DoesNotOpen) -> Self {
        tracing::error!(error = %error, "couldn't decrypt a value in the database");
        Self::Unavailable
    }
}

/// Seals and opens values with the keys of the key file.
pub(crate) struct Vault {
    file: KeyFile,
    ring: RwLock<Ring>,
}

impl Vault {
    fn open(file: KeyFile) -> Result<Self, KeyFileError> {
        file.check_permissions()?;
        let ring = RwLock::new(file.read()?);
        Ok(Self { file, ring })
    }

    /// The id of the key that seals new values.
    pub(crate) fn active_key(&self) -> String {
        self.active().id.clone()
    }

    /// The ids of all keys, in the order of the file.
    pub(crate) fn key_ids(&self) -> Vec<String> {
        self.ring.read().unwrap_or_else(PoisonError::into_inner).keys().map(|key| key.id.clone()).collect()
    }

    fn active(&self) -> Arc<Key> {
        Arc::clone(self.ring.read().unwrap_or_else(PoisonError::into_inner).active())
    }

    /// Reads the key file again, after a rotation here or by another process.
    pub(crate) fn reload(&self) -> Result<(), KeyFileError> {
        let ring = self.file.read()?;
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }

    pub(crate) fn file(&self) -> &KeyFile {
        &self.file
    }

    /// The key to seal with in this transaction. No rotation forgets the key before the transaction ends, so that the key of a value that isn't
    /// committed yet can't get lost.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`], also if the keys were rotated at least twice elsewhere, and the key file here is still an old one.
    pub(crate) async fn sealing_key(&self, mut conn: Conn<'_>) -> Result<SealingKey, Error> {
        let key = self.active();
        if hold(conn.reborrow(), &key.id).await? {
            return Ok(SealingKey(key));
        }
        self.reload().map_err(|error| {
            tracing::error!(error = %error, "couldn't encrypt: the key file couldn't be read again after a rotation of the keys");
            Error::Unavailable
        })?;
        let key = self.active();
        if hold(conn, &key.id).await? {
            return Ok(SealingKey(key));
        }
        tracing::error!(key = key.id, "couldn't encrypt: the keys were rotated on another server, and the key file here is out of date");
        Err(Error::Unavailable)
    }

    pub(crate) fn open_sealed(&self, place: Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
        let parts = Parts::split(sealed).ok_or(DoesNotOpen)?;
        if let Some(plain) = self.open_with_ring(place, &parts) {
            return plain;
        }
        // Another process may have rotated the keys since this one read them.
        self.reload().map_err(|_| DoesNotOpen)?;
        self.open_with_ring(place, &parts).unwrap_or(Err(DoesNotOpen))
    }

    /// The HMAC-SHA256 of a message under the active key. It is unrelated to XChaCha20-Poly1305, so one key can serve both.
    pub(crate) fn authenticate(&self, message: &[u8]) -> Vec<u8> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        mac(ring.active(), message).finalize().into_bytes().to_vec()
    }

    /// Whether `tag` is the beginning of the message's HMAC under any key of the file.
    pub(crate) fn is_authentic(&self, message: &[u8], tag: &[u8]) -> bool {
        let fits = || {
            let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
            ring.keys().any(|key| mac(key, message).verify_truncated_left(tag).is_ok())
        };
        // Another process may have rotated the keys since this one read them.
        fits() || self.reload().is_ok() && fits()
    }

    /// `None` if the key isn't in the file.
    fn open_with_ring(&self, place: Place<'_>, parts: &Parts<'_>) -> Option<Result<Zeroizing<Vec<u8>>, DoesNotOpen>> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        let key = ring.find(parts.key_id)?;
        let payload = Payload { msg: parts.ciphertext, aad: &place.associated_data() };
        let plain = XChaCha20Poly1305::new(key.secret()).decrypt(&XNonce::from(parts.nonce), payload);
        Some(plain.map(Zeroizing::new).map_err(|_| DoesNotOpen))
    }
}

fn mac(key: &Key, message: &[u8]) -> Hmac<Sha256> {
    // HMAC pads a key with zeros to the block size of its hash (RFC 2104). With the padding done here, no key has a wrong length.
    let mut block = Zeroizing::new([0; 64]);
    let (filled, _) = block.split_at_mut(key.secret().len());
    filled.copy_from_slice(key.secret());
    let mut mac = <Hmac<Sha256> as KeyInit>::new((&*block).into());
    mac.update(message);
    mac
}

/// The key id under which a value is sealed.
pub(crate) fn key_of(sealed: &[u8]) -> Option<&str> {
    Parts::split(sealed).map(|parts| parts.key_id)
}

/// The key that seals, held until the end of the transaction that it was taken for.
pub(crate) struct SealingKey(Arc<Key>);

impl SealingKey {
    pub(crate) fn seal(&self, env: &Env, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, Error> {
        seal_with(&self.0, env, place, plain)
    }
}

fn seal_with(key: &Key, env: &Env, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, Error> {
    let nonce = env.random::<NONCE>()?;
    let payload = Payload { msg: plain, aad: &place.associated_data() };
    let ciphertext = XChaCha20Poly1305::new(key.secret()).encrypt(&XNonce::from(nonce), payload).map_err(|_| DoesNotOpen)?;
    Ok([&prefix_of(&key.id)?, nonce.as_slice(), &ciphertext].concat())
}

/// The first bytes of every value that is sealed with this key.
fn prefix_of(key_id: &str) -> Result<Vec<u8>, DoesNotOpen> {
    let length = u8::try_from(key_id.len()).map_err(|_| DoesNotOpen)?;
    Ok([&[length], key_id.as_bytes()].concat())
}

struct Parts<'a> {
    key_id: &'a str,
    nonce: [u8; NONCE],
    ciphertext: &'a [u8],
}

impl<'a> Parts<'a> {
    fn split(sealed: &'a [u8]) -> Option<Self> {
        let (&length, rest) = sealed.split_first()?;
        let (key_id, rest) = rest.split_at_checked(usize::from(length))?;
        let (nonce, ciphertext) = rest.split_first_chunk::<NONCE>()?;
        Some(Self { key_id: std::str::from_utf8(key_id).ok()?, nonce: *nonce, ciphertext })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::still;

    async fn vault() -> (tempfile::TempDir, Env, Vault) {
        let folder = tempfile::tempdir().unwrap();
        let env = still();
        let file = KeyFile::new(folder.path().join("secret.key"));
        file.create(&file.lock().await.unwrap(), &env).unwrap();
        (folder, env, Vault::open(file).unwrap())
    }

    fn seal(vault: &Vault, env: &Env, plain: &[u8]) -> Vec<u8> {
        seal_with(&vault.active(), env, HERE, plain).unwrap()
    }

    const HERE: Place<'static> = Place { table: "totp_device", row: "1", column: "secret" };

    #[tokio::test]
    async fn opens_only_where_it_was_sealed() {
        let (_folder, env, vault) = vault().await;
        let sealed = seal(&vault, &env, b"secret");
        assert_eq!(&**vault.open_sealed(HERE, &sealed).unwrap(), b"secret");
        assert!(vault.open_sealed(Place { row: "2", ..HERE }, &sealed).is_err());
        assert!(vault.open_sealed(Place { column: "other", ..HERE }, &sealed).is_err());
    }

    #[tokio::test]
    async fn every_flipped_bit_is_noticed() {
        let (_folder, env, vault) = vault().await;
        let sealed = seal(&vault, &env, b"secret");
        for index in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[index] ^= 1;
            assert!(vault.open_sealed(HERE, &damaged).is_err(), "byte {index}");
        }
        assert!(vault.open_sealed(HERE, &[]).is_err());
    }

    #[tokio::test]
    async fn a_running_vault_learns_of_a_rotation() {
        let (folder, env, running) = vault().await;
        let old = seal(&running, &env, b"old");
        let rotating = Vault::open(KeyFile::new(folder.path().join("secret.key"))).unwrap();
        let lock = rotating.file().lock().await.unwrap();
        let added = rotating.file().add(&lock, &env).unwrap();
        rotating.file().activate(&lock, &env, &added.id).unwrap();
        rotating.reload().unwrap();
        let new = seal(&rotating, &env, b"new");
        assert_ne!(key_of(&old), key_of(&new));
        assert_eq!(&**running.open_sealed(HERE, &new).unwrap(), b"new");
        assert_eq!(&**running.open_sealed(HERE, &old).unwrap(), b"old");
    }
}
