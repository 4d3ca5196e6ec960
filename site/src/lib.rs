#![doc = include_str!("../README.md")]

use rust_embed::RustEmbed;
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

/// The names of all files, such as `manifest.json` and `pkg/latchkey-0123456789abcdef.js`. Empty if the site isn't built.
pub fn names() -> impl Iterator<Item = String> {
    Folder::iter().map(Cow::into_owned)
}

/// The file of this name. `None` if there is none.
#[must_use]
pub fn read(name: &str) -> Option<File> {
    Folder::get(name).map(|file| File { data: file.data, hash: file.metadata.sha256_hash() })
}
