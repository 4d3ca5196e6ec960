//! Changes of the key file: one at a time, and each atomic.

use super::{Key, KeyFile, KeyFileError};
use crate::env::Env;
use std::{
    ffi::OsString,
    fs::{File, OpenOptions},
    io::{ErrorKind, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt, fchown},
    path::{Path, PathBuf},
    sync::Arc,
};

/// The right to change the key file. It ends when this value is dropped, and when the process ends in any way.
pub(crate) struct KeyFileLock {
    _file: File,
}

impl KeyFile {
    /// Waits for the lock, which is on a file beside the key file, since the key file itself is replaced.
    pub(crate) async fn lock(&self) -> Result<KeyFileLock, KeyFileError> {
        let file = self.clone();
        let locked = tokio::task::spawn_blocking(move || file.wait_for_lock()).await.map_err(std::io::Error::from);
        locked.and_then(|locked| locked).map_err(|error| self.io(error))
    }

    fn wait_for_lock(&self) -> std::io::Result<KeyFileLock> {
        std::fs::create_dir_all(folder_of(&self.path))?;
        let file = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(self.beside(".lock"))?;
        file.lock()?;
        Ok(KeyFileLock { _file: file })
    }

    /// Creates the file with one new key, unless it exists: then another process was faster, and its key is as good.
    pub(crate) fn create(&self, _lock: &KeyFileLock, env: &Env) -> Result<(), KeyFileError> {
        if self.exists() {
            return Ok(());
        }
        let new = self.write_beside(env, [&Arc::new(Key::make(env)?)])?;
        // A link, unlike a rename, never replaces an existing file.
        let linked = std::fs::hard_link(&new, &self.path);
        std::fs::remove_file(&new).and(linked).and_then(|()| sync_folder(&self.path)).map_err(|error| self.io(error))
    }

    /// Adds a new key at the end, which opens but doesn't seal yet.
    pub(crate) fn add(&self, lock: &KeyFileLock, env: &Env) -> Result<Arc<Key>, KeyFileError> {
        let ring = self.read()?;
        let key = Arc::new(Key::make(env)?);
        self.replace(lock, env, ring.keys().chain([&key]))?;
        Ok(key)
    }

    /// Moves a key to the front: it seals from now on.
    pub(crate) fn activate(&self, lock: &KeyFileLock, env: &Env, id: &str) -> Result<(), KeyFileError> {
        let ring = self.read()?;
        let (active, others): (Vec<_>, Vec<_>) = ring.keys().partition(|key| key.id == id);
        self.replace(lock, env, active.into_iter().chain(others))
    }

    /// Keeps only these keys.
    pub(crate) fn retain(&self, lock: &KeyFileLock, env: &Env, keep: impl Fn(&str) -> bool) -> Result<(), KeyFileError> {
        let ring = self.read()?;
        if ring.keys().all(|key| keep(&key.id)) {
            return Ok(());
        }
        self.replace(lock, env, ring.keys().filter(|key| keep(&key.id)))
    }

    /// Replaces the file by a complete new one with the same owner: the rotation may run as another user than the server.
    fn replace<'k>(&self, _lock: &KeyFileLock, env: &Env, keys: impl IntoIterator<Item = &'k Arc<Key>>) -> Result<(), KeyFileError> {
        let new = self.write_beside(env, keys)?;
        let replaced = copy_owner(&self.path, &new).and_then(|()| std::fs::rename(&new, &self.path));
        replaced.and_then(|()| sync_folder(&self.path)).map_err(|error| {
            // The first error is the one to report.
            let _ = std::fs::remove_file(&new);
            self.io(error)
        })
    }

    fn write_beside<'k>(&self, env: &Env, keys: impl IntoIterator<Item = &'k Arc<Key>>) -> Result<PathBuf, KeyFileError> {
        self.remove_leftovers().map_err(|error| self.io(error))?;
        let path = self.beside(&format!(".{}.new", hex::encode(env.random::<8>()?)));
        let write = || {
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
            for key in keys {
                file.write_all(key.line().as_bytes())?;
            }
            file.sync_all()
        };
        write().map_err(|error| self.io(error))?;
        Ok(path)
    }

    /// Removes the temporary files of killed processes: they contain keys.
    fn remove_leftovers(&self) -> std::io::Result<()> {
        let Some(name) = self.path.file_name().and_then(|name| name.to_str()) else { return Ok(()) };
        for entry in std::fs::read_dir(folder_of(&self.path))? {
            let entry = entry?;
            let is_leftover = |other: &str| other.strip_prefix(name).is_some_and(|rest| rest.starts_with('.') && rest.ends_with(".new"));
            if entry.file_name().to_str().is_some_and(is_leftover) {
                match std::fs::remove_file(entry.path()) {
                    Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// The path of a file beside it, whose name continues with `suffix`.
    fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = OsString::from(&self.path);
        name.push(suffix);
        PathBuf::from(name)
    }
}

fn copy_owner(from: &Path, to: &Path) -> std::io::Result<()> {
    let (old, new) = (std::fs::metadata(from)?, File::options().write(true).open(to)?);
    let made = new.metadata()?;
    if (made.uid(), made.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    fchown(&new, Some(old.uid()), Some(old.gid()))
}

/// A rename is on the disk only once its folder is: without this, a power cut could bring back a file that lacks the key of sealed values.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::still;
    use std::os::unix::fs::PermissionsExt;

    #[tokio::test]
    async fn the_file_is_for_its_owner_only_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let env = still();
        let file = KeyFile::new(folder.path().join("deep/secret.key"));
        assert!(matches!(file.read(), Err(KeyFileError::Missing(_))));
        let lock = file.lock().await.unwrap();
        file.create(&lock, &env).unwrap();
        let made = std::fs::read(file.path()).unwrap();
        file.create(&lock, &env).unwrap();
        assert_eq!(std::fs::read(file.path()).unwrap(), made);
        assert_eq!(std::fs::metadata(file.path()).unwrap().permissions().mode() & 0o777, 0o600);
        file.add(&lock, &env).unwrap();
        assert_eq!(std::fs::metadata(file.path()).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[tokio::test]
    async fn a_new_key_opens_before_it_seals() {
        let folder = tempfile::tempdir().unwrap();
        let env = still();
        let file = KeyFile::new(folder.path().join("secret.key"));
        let lock = file.lock().await.unwrap();
        file.create(&lock, &env).unwrap();
        let first = file.read().unwrap().active().id.clone();
        let second = file.add(&lock, &env).unwrap().id.clone();
        let ring = file.read().unwrap();
        assert!(ring.active().id == first && ring.find(&second).is_some());
        file.activate(&lock, &env, &second).unwrap();
        let ring = file.read().unwrap();
        assert!(ring.active().id == second && ring.find(&first).is_some());
        file.retain(&lock, &env, |id| id == second).unwrap();
        assert!(file.read().unwrap().find(&first).is_none());
    }

    #[tokio::test]
    async fn what_a_killed_process_left_is_removed_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let env = still();
        let file = KeyFile::new(folder.path().join("secret.key"));
        let lock = file.lock().await.unwrap();
        file.create(&lock, &env).unwrap();
        for name in ["secret.key.new", "secret.key.0123.new", "secret.key.backup", "other.new"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        file.add(&lock, &env).unwrap();
        let mut names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["other.new", "secret.key", "secret.key.backup", "secret.key.lock"]);
    }
}
