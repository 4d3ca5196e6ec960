//! Secrets at rest.
//!
//! A sealed value is `length of key id | key id | 24-byte nonce | XChaCha20-Poly1305 ciphertext`. The associated data names
//! table, row and column, so that a ciphertext copied to another row doesn't open there. The key id makes rotation possible:
//! the first key of the key file seals, every key of it opens.

mod key_file;

pub(crate) use key_file::KeyFile;
pub use key_file::KeyFileError;

use crate::world::{NoEntropy, World};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::sync::{PoisonError, RwLock};
use zeroize::Zeroizing;

const NONCE: usize = 24;

/// Where a sealed value lives: its associated data.
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

/// A sealed value doesn't open: damaged, moved to another place, or sealed under a key that the key file doesn't hold.
#[derive(Debug, thiserror::Error)]
#[error("the sealed value doesn't open: it is damaged, was moved, or its key is not in the key file")]
pub(crate) struct DoesNotOpen;

impl From<DoesNotOpen> for crate::Error {
    fn from(error: DoesNotOpen) -> Self {
        tracing::error!(error = %error, "a sealed value was refused");
        Self::Unavailable
    }
}

/// Seals and opens.
pub(crate) struct Vault {
    file: KeyFile,
    ring: RwLock<key_file::Ring>,
}

impl Vault {
    pub(crate) fn open(file: KeyFile) -> Result<Self, KeyFileError> {
        let ring = RwLock::new(file.read()?);
        Ok(Self { file, ring })
    }

    /// The id of the key that seals.
    pub(crate) fn active_key(&self) -> String {
        self.ring.read().unwrap_or_else(PoisonError::into_inner).active().id.clone()
    }

    /// Reads the key file anew: after a rotation, here or by another process.
    pub(crate) fn reload(&self) -> Result<(), KeyFileError> {
        let ring = self.file.read()?;
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }

    pub(crate) fn file(&self) -> &KeyFile {
        &self.file
    }

    pub(crate) fn seal(&self, world: &World, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, crate::Error> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        let key = ring.active();
        Ok(seal_with(key, world.random::<NONCE>().map_err(|error: NoEntropy| crate::Error::from(error))?, place, plain)?)
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

    /// The HMAC-SHA256 of a message under the active key. XChaCha20-Poly1305 shares nothing with it, so that one key can serve both.
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

    /// Nothing when the key isn't known.
    fn open_with_ring(&self, place: Place<'_>, parts: &Parts<'_>) -> Option<Result<Zeroizing<Vec<u8>>, DoesNotOpen>> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        let key = ring.find(parts.key_id)?;
        let payload = Payload { msg: parts.ciphertext, aad: &place.associated_data() };
        let plain = XChaCha20Poly1305::new(key.secret()).decrypt(&XNonce::from(parts.nonce), payload);
        Some(plain.map(Zeroizing::new).map_err(|_| DoesNotOpen))
    }
}

fn mac(key: &key_file::Key, message: &[u8]) -> Hmac<Sha256> {
    // HMAC fills a key up with zeros to the block of its hash, RFC 2104; done here, no length can be wrong.
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

fn seal_with(key: &key_file::Key, nonce: [u8; NONCE], place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, DoesNotOpen> {
    let payload = Payload { msg: plain, aad: &place.associated_data() };
    let ciphertext = XChaCha20Poly1305::new(key.secret()).encrypt(&XNonce::from(nonce), payload).map_err(|_| DoesNotOpen)?;
    let length = u8::try_from(key.id.len()).map_err(|_| DoesNotOpen)?;
    Ok([&[length], key.id.as_bytes(), &nonce, &ciphertext].concat())
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
    use crate::world::still;

    fn vault() -> (tempfile::TempDir, World, Vault) {
        let folder = tempfile::tempdir().unwrap();
        let world = still();
        let file = KeyFile::new(folder.path().join("secret.key"));
        file.create(&world).unwrap();
        (folder, world, Vault::open(file).unwrap())
    }

    const HERE: Place<'static> = Place { table: "totp_device", row: "1", column: "secret" };

    #[test]
    fn opens_only_where_it_was_sealed() {
        let (_folder, world, vault) = vault();
        let sealed = vault.seal(&world, HERE, b"secret").unwrap();
        assert_eq!(&**vault.open_sealed(HERE, &sealed).unwrap(), b"secret");
        assert!(vault.open_sealed(Place { row: "2", ..HERE }, &sealed).is_err());
        assert!(vault.open_sealed(Place { column: "other", ..HERE }, &sealed).is_err());
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let (_folder, world, vault) = vault();
        let sealed = vault.seal(&world, HERE, b"secret").unwrap();
        for index in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[index] ^= 1;
            assert!(vault.open_sealed(HERE, &damaged).is_err(), "byte {index}");
        }
        assert!(vault.open_sealed(HERE, &[]).is_err());
    }

    #[test]
    fn a_running_vault_learns_of_a_rotation() {
        let (folder, world, running) = vault();
        let old = running.seal(&world, HERE, b"old").unwrap();
        let rotating = Vault::open(KeyFile::new(folder.path().join("secret.key"))).unwrap();
        rotating.file().add(&world).unwrap();
        rotating.reload().unwrap();
        let new = rotating.seal(&world, HERE, b"new").unwrap();
        assert_ne!(key_of(&old), key_of(&new));
        assert_eq!(&**running.open_sealed(HERE, &new).unwrap(), b"new");
        assert_eq!(&**running.open_sealed(HERE, &old).unwrap(), b"old");
    }
}
