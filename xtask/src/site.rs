//! The folder with all files that browsers load, under names that change with their contents.
//!
//! ```text
//! manifest.json              the script and the styles that the pages name
//! pkg/latchkey-HASH.js       one hash over all four, since all their names are derived from one
//! pkg/latchkey-HASH.wasm
//! pkg/latchkey-HASH-playground.js
//! pkg/latchkey-HASH-playground.wasm
//! pkg/latchkey-HASH.css      and one hash over all three of these
//! pkg/latchkey-HASH-playground.css
//! pkg/latchkey-HASH-admin.css
//! pkg/dialogs-HASH.css       only the dialogs, for the pages of an application
//! favicon.svg, ...           the files of `public/`, under their own names
//! ```
//!
//! It is written to a temporary folder and then moved, so that a running server never reads an incomplete one.

use crate::style::Styles;
use crate::wasm::Scripts;
use anyhow::{Context, Result};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A site that is being written.
pub(crate) struct Draft {
    folder: PathBuf,
}

impl Draft {
    /// Creates an empty one beside `site`.
    pub(crate) fn new(site: &Path) -> Result<Self> {
        let folder = site.with_extension("new");
        remove(&folder)?;
        fs::create_dir_all(folder.join("pkg"))?;
        Ok(Self { folder })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Copies all files under their hashed names, and writes the manifest.
    pub(crate) fn fill(&self, scripts: &Scripts, styles: &Styles, public: &Path) -> Result<()> {
        let Scripts { pages, playground } = scripts;
        let parts = [
            (".js", fs::read(&pages.javascript)?),
            (".wasm", fs::read(&pages.wasm)?),
            ("-playground.js", fs::read(&playground.javascript)?),
            ("-playground.wasm", fs::read(&playground.wasm)?),
        ];
        let script = format!("latchkey-{}", hash(&parts.each_ref().map(|(_, part)| part.as_slice())));
        let style = format!("latchkey-{}", hash(&[styles.pages.as_bytes(), styles.playground.as_bytes(), styles.admin.as_bytes()]));
        let stylesheet = format!("{style}.css");
        let dialogs = format!("dialogs-{}.css", hash(&[styles.dialogs.as_bytes()]));
        let packaged = self.folder.join("pkg");
        for (ending, part) in parts {
            fs::write(packaged.join(format!("{script}{ending}")), part)?;
        }
        fs::write(packaged.join(&stylesheet), &styles.pages)?;
        fs::write(packaged.join(format!("{style}-playground.css")), &styles.playground)?;
        fs::write(packaged.join(format!("{style}-admin.css")), &styles.admin)?;
        fs::write(packaged.join(&dialogs), &styles.dialogs)?;
        copy(public, &self.folder)?;
        let manifest = json!({ "script": script, "style": stylesheet, "dialogs": dialogs });
        fs::write(self.folder.join("manifest.json"), format!("{manifest}\n"))?;
        Ok(())
    }

    /// Moves the finished site to `site`. An identical one is left in place, so that a server that embeds it isn't built again.
    pub(crate) fn publish(self, site: &Path) -> Result<()> {
        if same(&self.folder, site)? {
            return remove(&self.folder);
        }
        remove(site)?;
        fs::rename(&self.folder, site).with_context(|| format!("{} can't be replaced", site.display()))
    }
}

/// Makes `to` a copy of the finished site `from`.
pub(crate) fn mirror(from: &Path, to: &Path) -> Result<()> {
    let draft = Draft::new(to)?;
    copy(from, draft.folder())?;
    draft.publish(to)
}

/// Sixteen digits that change if any of `parts` changes, or if bytes move from one part to the next.
fn hash(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hex::encode(hasher.finalize()).chars().take(16).collect()
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("{} can't be read", from.display()))? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&place)?;
            copy(&entry.path(), &place)?;
        } else {
            fs::copy(entry.path(), &place)?;
        }
    }
    Ok(())
}

/// Every file below `folder`, in order.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} can't be read", folder.display()))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() { found.extend(files(&entry.path())?) } else { found.push(entry.path()) }
    }
    found.sort();
    Ok(found)
}

fn same(one: &Path, other: &Path) -> Result<bool> {
    if !other.exists() {
        return Ok(false);
    }
    let (ours, theirs) = (files(one)?, files(other)?);
    let mut equal = ours.len() == theirs.len();
    for (ours, theirs) in ours.iter().zip(&theirs) {
        equal = equal && ours.strip_prefix(one)? == theirs.strip_prefix(other)? && fs::read(ours)? == fs::read(theirs)?;
    }
    Ok(equal)
}

/// Removes the folder if it exists.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).with_context(|| format!("{} can't be removed", folder.display())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wasm::Script;

    fn built(folder: &Path, wasm: &str, style: &str) -> PathBuf {
        let public = folder.join("public");
        fs::create_dir_all(public.join("icons")).unwrap();
        fs::write(public.join("icons/key.svg"), "<svg/>").unwrap();
        let script = || Script { javascript: folder.join("a.js"), wasm: folder.join("a.wasm") };
        fs::write(folder.join("a.js"), "export default 1").unwrap();
        fs::write(folder.join("a.wasm"), wasm).unwrap();
        let site = folder.join("site");
        let draft = Draft::new(&site).unwrap();
        let styles = Styles {
            pages: style.to_owned(),
            playground: "pre {}".to_owned(),
            admin: "svg {}".to_owned(),
            dialogs: "dialog {}".to_owned(),
        };
        draft.fill(&Scripts { pages: script(), playground: script() }, &styles, &public).unwrap();
        draft.publish(&site).unwrap();
        site
    }

    fn named(site: &Path, what: &str) -> String {
        let manifest: serde_json::Value = serde_json::from_slice(&fs::read(site.join("manifest.json")).unwrap()).unwrap();
        manifest[what].as_str().unwrap().to_owned()
    }

    fn manifest(site: &Path) -> (String, String) {
        (named(site, "script"), named(site, "style"))
    }

    #[test]
    fn the_manifest_names_the_files_that_are_there() {
        let folder = tempfile::tempdir().unwrap();
        let site = built(folder.path(), "wasm", "a {}");
        let (script, style) = manifest(&site);
        let expected = ["icons/key.svg", "manifest.json"].map(str::to_owned).into_iter().chain([
            format!("pkg/{style}"),
            format!("pkg/{}-playground.css", style.trim_end_matches(".css")),
            format!("pkg/{}-admin.css", style.trim_end_matches(".css")),
            format!("pkg/{}", named(&site, "dialogs")),
            format!("pkg/{script}.js"),
            format!("pkg/{script}.wasm"),
            format!("pkg/{script}-playground.js"),
            format!("pkg/{script}-playground.wasm"),
        ]);
        let mut expected: Vec<_> = expected.map(|name| site.join(name)).collect();
        expected.sort();
        assert_eq!(files(&site).unwrap(), expected);
        assert!(!folder.path().join("site.new").exists());
    }

    #[test]
    fn a_name_changes_with_its_contents_alone() {
        let folder = tempfile::tempdir().unwrap();
        let first = manifest(&built(folder.path(), "wasm", "a {}"));
        let restyled = manifest(&built(folder.path(), "wasm", "b {}"));
        let rebuilt = manifest(&built(folder.path(), "other wasm", "b {}"));
        assert_eq!(first.0, restyled.0);
        assert_ne!(first.1, restyled.1);
        assert_ne!(restyled.0, rebuilt.0);
        assert_eq!(restyled.1, rebuilt.1);
    }

    #[test]
    fn an_unchanged_site_stays_untouched() {
        let folder = tempfile::tempdir().unwrap();
        let modified = |site: PathBuf| fs::metadata(site.join("manifest.json")).unwrap().modified().unwrap();
        assert_eq!(modified(built(folder.path(), "wasm", "a {}")), modified(built(folder.path(), "wasm", "a {}")));
    }

    #[test]
    fn bytes_that_change_sides_change_the_hash() {
        assert_ne!(hash(&[b"ab", b"c"]), hash(&[b"a", b"bc"]));
        assert_eq!(hash(&[b"ab"]).len(), 16);
    }
}
