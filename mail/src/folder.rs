//! Mails as files, for an installation without a relay.

use crate::message::Message;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// A folder that mails are written to, each as `ID.eml`.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at `path`, which is made when the first mail is written.
    #[must_use]
    pub const fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Writes a mail, and gives the path of its file. Only the user of this process can read it. The file appears with all of its content or not at
    /// all, and writing the same mail again gives the same file.
    ///
    /// # Errors
    ///
    /// The error of the file system.
    pub async fn deliver(&self, message: &Message) -> io::Result<PathBuf> {
        let (folder, message) = (self.path.clone(), message.clone());
        tokio::task::spawn_blocking(move || write(&folder, &message)).await.map_err(io::Error::other)?
    }
}

fn write(folder: &Path, message: &Message) -> io::Result<PathBuf> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    // An id has letters, digits, hyphens and underscores only, so it can't lead out of the folder.
    let (path, unfinished) = (folder.join(format!("{}.eml", message.id())), folder.join(format!(".{}.part", message.id())));
    // One that a process left when it was killed.
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
    file.write_all(message.bytes())?;
    file.sync_all()?;
    fs::rename(&unfinished, &path)?;
    File::open(folder)?.sync_all()?;
    Ok(path)
}
