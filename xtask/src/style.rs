//! One stylesheet out of many: the browser is to load one file, people write one per part.
//!
//! `style/main.css` names the parts by `@import`, in the order in which they count. Only what it needs is understood (`@import "file.css";`,
//! with or without `url()`, optionally `layer(name)`); anything else stops the build instead of reaching a browser half done.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// The contents of `main` with every `@import` replaced by the file it names.
pub(crate) fn bundle(main: &Path) -> Result<String> {
    let folder = main.parent().context("a stylesheet lies in a folder")?;
    let text = read(main)?;
    let mut bundle = String::with_capacity(text.len());
    for line in text.lines() {
        match import(line).with_context(|| format!("{} can't be bundled", main.display()))? {
            Some(Import { file, layer: None }) => bundle.push_str(&part(&folder.join(file))?),
            Some(Import { file, layer: Some(layer) }) => {
                bundle.push_str(&format!("@layer {layer} {{\n{}}}\n", part(&folder.join(file))?));
            }
            None => bundle.push_str(&format!("{line}\n")),
        }
    }
    Ok(bundle)
}

#[derive(Debug, PartialEq)]
struct Import<'a> {
    file: &'a str,
    layer: Option<&'a str>,
}

/// The import that `line` is, if it is one.
fn import(line: &str) -> Result<Option<Import<'_>>> {
    let Some(rest) = line.trim().strip_prefix("@import") else { return Ok(None) };
    let parts = || {
        let rest = rest.trim().strip_suffix(';')?.trim();
        let rest = rest.strip_prefix("url(").map_or(Some(rest), |inner| inner.split_once(')').map(|_| inner))?;
        let (file, rest) = rest.strip_prefix('"')?.split_once('"')?;
        let rest = rest.trim_start_matches(')').trim();
        let layer = if rest.is_empty() { None } else { Some(rest.strip_prefix("layer(")?.strip_suffix(')')?.trim()) };
        Some(Import { file, layer })
    };
    parts().map(Some).with_context(|| format!("`{}` isn't of the form `@import \"file.css\" layer(name);`", line.trim()))
}

fn part(file: &Path) -> Result<String> {
    let mut text = read(file)?;
    if text.contains("@import") {
        bail!("{} imports another file; only main.css may", file.display());
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_recognised() {
        let found = |line| import(line).unwrap();
        assert_eq!(found("@import \"a.css\";"), Some(Import { file: "a.css", layer: None }));
        assert_eq!(found("  @import url(\"a.css\") ; "), Some(Import { file: "a.css", layer: None }));
        assert_eq!(found("@import \"a.css\" layer(base);"), Some(Import { file: "a.css", layer: Some("base") }));
        assert_eq!(found("@import url(\"a.css\") layer(base);"), Some(Import { file: "a.css", layer: Some("base") }));
        assert_eq!(found("@layer base, page;"), None);
    }

    #[test]
    fn unknown_forms_stop_the_build() {
        assert!(import("@import \"a.css\" screen;").is_err());
        assert!(import("@import 'a.css'; @import 'b.css';").is_err());
    }

    #[test]
    fn parts_come_in_the_order_of_their_imports() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        write("b.css", "b {}");
        write("a.css", "a {}\n");
        write("main.css", "@layer base;\n@import \"b.css\";\n@import \"a.css\" layer(base);\nmain {}\n");
        assert_eq!(bundle(&folder.path().join("main.css")).unwrap(), "@layer base;\nb {}\n@layer base {\na {}\n}\nmain {}\n");
    }

    #[test]
    fn parts_import_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("main.css"), "@import \"a.css\";\n").unwrap();
        fs::write(folder.path().join("a.css"), "@import \"b.css\";\n").unwrap();
        assert!(bundle(&folder.path().join("main.css")).is_err());
    }
}
