//! The files of the site: script, WASM, stylesheet and the contents of `public/`.
//!
//! The build writes them into one folder, with a manifest that names the script and the stylesheet by the hash of their content. The crate
//! `latchkey-site` carries that folder.

mod encoding;
mod inline_style;
mod kind;
mod serve;

pub use latchkey_site::File;
pub(crate) use {encoding::Encoding, inline_style::InlineStyle, serve::serve};

use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

const MANIFEST: &str = "manifest.json";

/// File names in here carry the hash of their content.
const HASHED: &str = "pkg/";

/// The metadata of the files. Their content is loaded on request.
#[derive(Clone)]
pub struct Assets {
    files: Arc<BTreeMap<String, Asset>>,
    manifest: Arc<Manifest>,
    inline_style: Option<Arc<InlineStyle>>,
    read: fn(&str) -> Option<File>,
}

/// One file, as it is served.
#[derive(Clone, Debug)]
struct Asset {
    content_type: &'static str,
    is_hashed: bool,
    has_brotli: bool,
    has_gzip: bool,
}

/// The names that the build gave to the files that pages load.
#[derive(Debug, Deserialize)]
struct Manifest {
    script: String,
    style: String,
    dialogs: String,
}

/// The reason why no site can be served.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    /// There is no manifest.
    #[error("the site is not built: run `cargo xtask serve`, or `cargo xtask dist` for a release")]
    Missing,
    /// The manifest can't be read.
    #[error("the site's {MANIFEST} can't be read: {0}")]
    Manifest(serde_json::Error),
}

impl Assets {
    /// The site that is built into this binary.
    ///
    /// # Errors
    ///
    /// [`AssetsError`] if there is none.
    pub fn open() -> Result<Self, AssetsError> {
        Self::of(latchkey_site::names().collect(), latchkey_site::read)
    }

    /// A site made of these files.
    ///
    /// # Errors
    ///
    /// [`AssetsError`] if the manifest isn't among them.
    pub fn of(names: BTreeSet<String>, read: fn(&str) -> Option<File>) -> Result<Self, AssetsError> {
        let manifest = read(MANIFEST).ok_or(AssetsError::Missing)?;
        let manifest: Manifest = serde_json::from_slice(&manifest.data).map_err(AssetsError::Manifest)?;
        let style = read(&format!("{HASHED}{}", manifest.style));
        let inline_style = style.and_then(|file| InlineStyle::new(&manifest.style, &file)).map(Arc::new);
        let files = names.iter().filter_map(|name| {
            let asset = Asset {
                // Files of an unknown kind aren't served: manifest, precompressed variants, source maps.
                content_type: kind::content_type(name)?,
                is_hashed: name.starts_with(HASHED),
                has_brotli: names.contains(&format!("{name}.br")),
                has_gzip: names.contains(&format!("{name}.gz")),
            };
            Some((format!("/{name}"), asset))
        });
        Ok(Self { files: Arc::new(files.collect()), manifest: Arc::new(manifest), inline_style, read })
    }

    /// The name of the script, without its extension.
    #[must_use]
    pub fn script(&self) -> &str {
        &self.manifest.script
    }

    /// The path of the stylesheet.
    #[must_use]
    pub fn stylesheet(&self) -> String {
        format!("/{HASHED}{}", self.manifest.style)
    }

    /// The stylesheet as a part of a page. `None` if there is no such file.
    pub(crate) fn inline_style(&self) -> Option<&InlineStyle> {
        self.inline_style.as_deref()
    }

    /// The path of the stylesheet that has only the dialogs' rules.
    #[must_use]
    pub fn dialog_stylesheet(&self) -> String {
        format!("/{HASHED}{}", self.manifest.dialogs)
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether there is a file at `path`.
    #[must_use]
    pub fn holds(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }
}
