//! The file that holds the sealing keys: one `ID BASE64` a line, the sealing key first.
//!
//! Readers take no lock: a change puts a complete new file in the place of the old one. A process that reads the file and then changes it holds
//! [`change::KeyFileLock`] throughout, or one of two simultaneous changes would undo the other.

mod change;

use crate::env::Env;
use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::Key as CipherKey;
use std::{
    fs::Metadata,
    io::ErrorKind,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::Arc,
};
use zeroize::Zeroizing;

/// The byte-order marks at the beginning of text files that an editor saved as UTF-8 with a mark, or as UTF-16.
const BYTE_ORDER_MARKS: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];

/// Why the key file can't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFileError {
    /// The file doesn't exist.
    #[error("the key file {0} is missing")]
    Missing(PathBuf),
    /// The file can't be read or written.
    #[error("the key file {0} can't be used: {1}")]
    Io(PathBuf, std::io::Error),
    /// The file isn't in Latchkey's format.
    #[error("the key file {0} is damaged: each line must be a key id and 32 bytes in base64")]
    Damaged(PathBuf),
    /// An editor put a byte-order mark at the beginning.
    #[error("the key file {0} begins with a byte-order mark: save it as UTF-8 without one")]
    ByteOrderMark(PathBuf),
    /// The file's permissions are too wide.
    #[error(
        "the key file {0} can be used by other users of this machine: run `chmod 600 {0}`, and rotate the keys if somebody may have read it"
    )]
    NotPrivate(PathBuf),
    /// There were no random bytes for a new key.
    #[error("no key could be made: {0}")]
    NoEntropy(#[from] crate::env::NoEntropy),
}

/// One key.
pub(crate) struct Key {
    pub(crate) id: String,
    secret: Zeroizing<[u8; 32]>,
}

impl Key {
    fn make(env: &Env) -> Result<Self, KeyFileError> {
        Ok(Self { id: hex::encode(env.random::<4>()?), secret: Zeroizing::new(env.random()?) })
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

    pub(crate) fn secret(&self) -> &CipherKey {
        CipherKey::cast_from_core(&self.secret)
    }
}

/// The keys of a file: never empty.
pub(crate) struct Ring {
    active: Arc<Key>,
    others: Vec<Arc<Key>>,
}

impl Ring {
    pub(crate) fn active(&self) -> &Arc<Key> {
        &self.active
    }

    /// All keys, in the order of the file.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &Arc<Key>> {
        std::iter::once(&self.active).chain(&self.others)
    }

    pub(crate) fn find(&self, id: &str) -> Option<&Arc<Key>> {
        self.keys().find(|key| key.id == id)
    }
}

/// The key file by its path.
#[derive(Clone)]
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

    pub(crate) fn read(&self) -> Result<Ring, KeyFileError> {
        let bytes = std::fs::read(&self.path).map(Zeroizing::new).map_err(|error| match error.kind() {
            ErrorKind::NotFound => KeyFileError::Missing(self.path.clone()),
            _ => self.io(error),
        })?;
        if BYTE_ORDER_MARKS.iter().any(|mark| bytes.starts_with(mark)) {
            return Err(KeyFileError::ByteOrderMark(self.path.clone()));
        }
        let damaged = || KeyFileError::Damaged(self.path.clone());
        let text = std::str::from_utf8(&bytes).map_err(|_| damaged())?;
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let mut keys = lines.map(|line| Key::parse(line).map(Arc::new).ok_or_else(damaged));
        let active = keys.next().ok_or_else(damaged)??;
        Ok(Ring { active, others: keys.collect::<Result<_, _>>()? })
    }

    /// Refuses a file that other users of the machine can read or write.
    pub(crate) fn check_permissions(&self) -> Result<(), KeyFileError> {
        let metadata = std::fs::metadata(&self.path).map_err(|error| self.io(error))?;
        if is_private(&metadata) { Ok(()) } else { Err(KeyFileError::NotPrivate(self.path.clone())) }
    }

    fn io(&self, error: std::io::Error) -> KeyFileError {
        KeyFileError::Io(self.path.clone(), error)
    }
}

/// Whether the file is accessible to its owner only, or belongs to root and is readable by a group, as secrets are mounted into containers.
/// PostgreSQL has the same rule for the key of its certificate.
fn is_private(metadata: &Metadata) -> bool {
    let allowed = if metadata.uid() == 0 { 0o740 } else { 0o700 };
    metadata.mode() & 0o777 & !allowed == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs::Permissions, os::unix::fs::PermissionsExt};

    #[test]
    fn a_damaged_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        for text in [&b""[..], b"k1", b"k1 !!!!", b"k1 AAAA\n", b"k1 \xff\n"] {
            std::fs::write(&path, text).unwrap();
            assert!(matches!(KeyFile::new(&path).read(), Err(KeyFileError::Damaged(_))), "{text:?}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        for text in [&b"\xef\xbb\xbfk1 AAAA\n"[..], b"\xff\xfek\x001\x00", b"\xfe\xff\x00k\x001"] {
            std::fs::write(&path, text).unwrap();
            assert!(matches!(KeyFile::new(&path).read(), Err(KeyFileError::ByteOrderMark(_))), "{text:?}");
        }
    }

    #[test]
    fn a_file_for_others_is_refused_with_the_command_that_helps() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        std::fs::write(&path, "").unwrap();
        let file = KeyFile::new(&path);
        for (mode, is_private) in [(0o600, true), (0o400, true), (0o604, false), (0o644, false), (0o660, false), (0o602, false)] {
            std::fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            assert_eq!(file.check_permissions().is_ok(), is_private, "{mode:o}");
        }
        let message = file.check_permissions().unwrap_err().to_string();
        assert!(message.contains(&format!("chmod 600 {}", path.display())), "{message}");
    }
}
