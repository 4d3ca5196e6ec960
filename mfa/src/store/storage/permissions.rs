//! Permissions of the files of a SQLite database, whose contents are worth stealing even where secrets are sealed.

use std::{
    fs::{OpenOptions, Permissions},
    io::ErrorKind,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

/// The permissions of users other than the owner and the group.
const OTHERS: u32 = 0o007;
const OWNER: u32 = 0o700;

/// Creates the file of a new database for its owner only; SQLite gives the files beside it the same permissions. Other users lose access to an
/// existing database and the files beside it, which were probably created with a usual umask. Access of the group is left, as chosen on purpose,
/// unless other users had access too.
pub(super) fn make_private(database: &Path) -> std::io::Result<()> {
    OpenOptions::new().create(true).append(true).mode(0o600).open(database)?;
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        shut_others_out(&PathBuf::from(name));
    }
    Ok(())
}

fn shut_others_out(path: &Path) {
    let mode = match std::fs::metadata(path) {
        Ok(metadata) => metadata.permissions().mode(),
        Err(error) if error.kind() == ErrorKind::NotFound => return,
        Err(error) => return tracing::warn!(path = %path.display(), error = %error, "couldn't read the permissions of this file"),
    };
    if mode & OTHERS == 0 {
        return;
    }
    match std::fs::set_permissions(path, Permissions::from_mode(mode & OWNER)) {
        Ok(()) => tracing::warn!(path = %path.display(), "other users of this machine could read this file: access was removed"),
        Err(error) => tracing::warn!(
            path = %path.display(),
            error = %error,
            "other users of this machine can read this file: run `chmod 600` on it"
        ),
    }
}
