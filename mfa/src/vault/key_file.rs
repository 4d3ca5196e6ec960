//! The file that holds the sealing keys: one `ID BASE64` a line, the key that seals first.

use crate::world::World;
use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::Key as CipherKey;
use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Keys kept beside the active one after a rotation: a server that is still running may seal with the last one.
const RETIRED_KEYS_KEPT: usize = 1;

/// Why the key file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It isn't there.
    #[error("the key file {0} is missing")]
    Missing(PathBuf),
    /// It can't be read or written.
    #[error("the key file {0} can't be used: {1}")]
    Io(PathBuf, std::io::Error),
    /// It isn't what Latchkey writes.
    #[error("the key file {0} is damaged: each line must be a key id and 32 bytes in base64")]
    Damaged(PathBuf),
    /// No random bytes for a new key.
    #[error("no key could be made: {0}")]
    NoEntropy(#[from] crate::world::NoEntropy),
}

/// One key.
pub(super) struct Key {
    pub(super) id: String,
    secret: Zeroizing<[u8; 32]>,
}

impl Key {
    fn make(world: &World) -> Result<Self, KeyFileError> {
        Ok(Self { id: hex::encode(world.random::<4>()?), secret: Zeroizing::new(world.random()?) })
    }

    fn parse(line: &str) -> Option<Self> {
        let (id, secret) = line.split_once(' ')?;
        let bytes = Zeroizing::new(STANDARD.decode(secret.trim()).ok()?);
        let secret = Zeroizing::new(<[u8; 32]>::try_from(bytes.as_slice()).ok()?);
        (!id.is_empty() && id.len() <= 64).then(|| Self { id: id.to_owned(), secret })
    }

    fn line(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{} {}\n", self.id, *Zeroizing::new(STANDARD.encode(*self.secret))))
    }

    pub(super) fn secret(&self) -> &CipherKey {
        CipherKey::cast_from_core(&self.secret)
    }
}

/// The keys of a file: never empty.
pub(super) struct Ring {
    active: Key,
    retired: Vec<Key>,
}

impl Ring {
    pub(super) fn active(&self) -> &Key {
        &self.active
    }

    pub(super) fn find(&self, id: &str) -> Option<&Key> {
        self.keys().find(|key| key.id == id)
    }

    /// The active key, then the others.
    pub(super) fn keys(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.active).chain(&self.retired)
    }
}

/// The file by its path.
pub(crate) struct KeyFile {
    path: PathBuf,
}

impl KeyFile {
    pub(crate) fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn exists(&self) -> bool {
        self.path.exists()
    }

    pub(super) fn read(&self) -> Result<Ring, KeyFileError> {
        let text = std::fs::read_to_string(&self.path).map(Zeroizing::new).map_err(|error| match error.kind() {
            ErrorKind::NotFound => KeyFileError::Missing(self.path.clone()),
            _ => self.io(error),
        })?;
        let damaged = || KeyFileError::Damaged(self.path.clone());
        let mut keys = text.lines().filter(|line| !line.trim().is_empty()).map(|line| Key::parse(line).ok_or_else(damaged));
        let active = keys.next().ok_or_else(damaged)??;
        Ok(Ring { active, retired: keys.collect::<Result<_, _>>()? })
    }

    /// Makes the file with one new key. Fails if there is one already.
    pub(crate) fn create(&self, world: &World) -> Result<(), KeyFileError> {
        if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| self.io(error))?;
        }
        let key = Key::make(world)?;
        let beside = self.write_beside([&key]).map_err(|error| self.io(error))?;
        // A link, unlike a renaming, never takes the place of a file that is there.
        let linked = std::fs::hard_link(&beside, &self.path);
        std::fs::remove_file(&beside).and(linked).map_err(|error| self.io(error))
    }

    /// Puts a new key in front: it seals from now on.
    pub(crate) fn add(&self, world: &World) -> Result<(), KeyFileError> {
        let ring = self.read()?;
        let key = Key::make(world)?;
        self.replace([&key, &ring.active].into_iter().chain(&ring.retired))
    }

    /// Forgets the keys under which nothing is sealed any more, but for the youngest of them.
    pub(crate) fn forget_old(&self) -> Result<(), KeyFileError> {
        let ring = self.read()?;
        self.replace([&ring.active].into_iter().chain(ring.retired.iter().take(RETIRED_KEYS_KEPT)))
    }

    /// Puts a whole new file in the place of the old one: there is always one complete file.
    fn replace<'k>(&self, keys: impl IntoIterator<Item = &'k Key>) -> Result<(), KeyFileError> {
        let renamed = self.write_beside(keys).and_then(|beside| std::fs::rename(beside, &self.path));
        renamed.map_err(|error| self.io(error))
    }

    fn write_beside<'k>(&self, keys: impl IntoIterator<Item = &'k Key>) -> std::io::Result<PathBuf> {
        let mut beside = self.path.as_os_str().to_owned();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
        for key in keys {
            file.write_all(key.line().as_bytes())?;
        }
        file.sync_all()?;
        Ok(beside)
    }

    fn io(&self, error: std::io::Error) -> KeyFileError {
        KeyFileError::Io(self.path.clone(), error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::still;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_file_is_for_its_owner_only_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let world = still();
        let file = KeyFile::new(folder.path().join("deep/secret.key"));
        assert!(matches!(file.read(), Err(KeyFileError::Missing(_))));
        file.create(&world).unwrap();
        assert!(file.create(&world).is_err());
        assert_eq!(std::fs::metadata(file.path()).unwrap().permissions().mode() & 0o777, 0o600);
        let first = file.read().unwrap().active.id;
        file.add(&world).unwrap();
        file.add(&world).unwrap();
        assert_eq!(std::fs::metadata(file.path()).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(file.read().unwrap().find(&first).is_some());
        file.forget_old().unwrap();
        let ring = file.read().unwrap();
        assert_eq!(ring.retired.len(), RETIRED_KEYS_KEPT);
        assert!(ring.find(&first).is_none());
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        for text in ["", "k1", "k1 !!!!", "k1 AAAA\n"] {
            std::fs::write(&path, text).unwrap();
            assert!(matches!(KeyFile::new(&path).read(), Err(KeyFileError::Damaged(_))), "{text:?}");
        }
    }
}
