#![doc = include_str!("../README.md")]

use rust_embed::{RustEmbed, utils};
use std::borrow::Cow;

#[derive(RustEmbed)]
#[folder = "$LATCHKEY_SITE_FOLDER"]
#[allow_missing = true]
struct Folder;

/// One file of the site.
pub struct File {
    /// Its bytes.
    pub data: Cow<'static, [u8]>,
    /// Their SHA-256.
    pub hash: [u8; 32],
}

/// The folder that a debug build reads in place of its own: tests of the binary bring a site with them.
#[cfg(debug_assertions)]
fn other() -> Option<std::path::PathBuf> {
    std::env::var_os("LATCHKEY_TEST_SITE").map(Into::into)
}

#[cfg(not(debug_assertions))]
const fn other() -> Option<std::path::PathBuf> {
    None
}

/// The names of all files, such as `manifest.json` and `pkg/latchkey-0123456789abcdef.js`. Empty if the site isn't built.
pub fn names() -> impl Iterator<Item = String> {
    let names: Vec<_> = match other() {
        Some(folder) => {
            let files = utils::get_files(folder.to_string_lossy().into_owned(), utils::PathMatcher::new(&[], &[]));
            files.map(|file| file.rel_path).collect()
        }
        None => Folder::iter().map(Cow::into_owned).collect(),
    };
    names.into_iter()
}

/// The file of this name. `None` if there is none.
#[must_use]
pub fn read(name: &str) -> Option<File> {
    let file = match other() {
        Some(folder) => utils::read_file_from_fs(&folder.join(name)).ok(),
        None => Folder::get(name),
    };
    file.map(|file| File { data: file.data, hash: file.metadata.sha256_hash() })
}
