//! Bundles stylesheets: the browser loads one file, while the sources have one file per part.
//!
//! `style/main.css` lists the parts of Latchkey's pages with `@import`, in the order of the cascade. `style/playground.css` and `style/admin.css` list
//! the additional parts of playground and dashboard, and `style/embed.css` those of the dialogs in an application's pages. Only the syntax that they
//! need is supported (`@import "file.css";`, with or without `url()`); any other import stops the build.
//!
//! One extension isn't part of CSS: `@import "file.css" within(selector);`. The part is then nested in a rule for `selector`: it only applies inside
//! the selected elements, and its `:root` is those elements. Standard CSS has no equivalent:
//!
//! * `@import` accepts a layer and conditions, but no selector, and isn't allowed inside a rule. In a layer, any rule of the application would take
//!   precedence.
//! * `@scope (#mfa-dialog)` limits a part too, but adds nothing to the specificity of its rules: the application's `.card .button` would take
//!   precedence over the dialog's `.button`. A nested rule also has the specificity of the id.
//! * Nesting inside the parts would restrict them to dialogs. The same parts make up the pages' stylesheet, where they aren't nested.

use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// The stylesheets of a site.
pub(crate) struct Styles {
    /// For Latchkey's own pages.
    pub(crate) pages: String,
    /// For the playground, in addition.
    pub(crate) playground: String,
    /// For the dashboard, in addition.
    pub(crate) admin: String,
    /// For the dialogs in an application's pages.
    pub(crate) dialogs: String,
}

impl Styles {
    /// Bundles the stylesheets of this workspace.
    pub(crate) fn bundle(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.root.join("style");
        let bundle = |name| bundle(&folder.join(name));
        Ok(Self {
            pages: bundle("main.css")?,
            playground: bundle("playground.css")?,
            admin: bundle("admin.css")?,
            dialogs: bundle("embed.css")?,
        })
    }
}

/// The contents of `main` with every `@import` replaced by the imported file.
fn bundle(main: &Path) -> Result<String> {
    let folder = main.parent().context("a stylesheet lies in a folder")?;
    let text = read(main)?;
    let mut bundle = String::with_capacity(text.len());
    for line in text.lines() {
        match import(line).with_context(|| format!("{} can't be bundled", main.display()))? {
            Some(Import { file, within: None }) => bundle.push_str(&part(&folder.join(file))?),
            Some(Import { file, within: Some(selector) }) => {
                let inside = part(&folder.join(file))?.replace(":root", "&");
                bundle.push_str(&format!("{selector} {{\n{inside}}}\n"));
            }
            None => bundle.push_str(&format!("{line}\n")),
        }
    }
    Ok(bundle)
}

#[derive(Debug, PartialEq)]
struct Import<'a> {
    file: &'a str,
    within: Option<&'a str>,
}

/// Parses `line` as an import. `None` if it is another line.
fn import(line: &str) -> Result<Option<Import<'_>>> {
    let Some(rest) = line.trim().strip_prefix("@import") else { return Ok(None) };
    let parts = || {
        let rest = rest.trim().strip_suffix(';')?.trim();
        let (named, is_url) = rest.strip_prefix("url(").map_or((rest, false), |inner| (inner, true));
        let (file, rest) = named.strip_prefix('"')?.split_once('"')?;
        let rest = if is_url { rest.strip_prefix(')')? } else { rest }.trim();
        let within = if rest.is_empty() { None } else { Some(rest.strip_prefix("within(")?.strip_suffix(')')?.trim()) };
        Some(Import { file, within })
    };
    parts().map(Some).with_context(|| format!("`{}` isn't of the form `@import \"file.css\" within(selector);`", line.trim()))
}

fn part(file: &Path) -> Result<String> {
    let mut text = read(file)?;
    if text.contains("@import") {
        bail!("{} imports another file; only main.css, playground.css, admin.css and embed.css may", file.display());
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
        assert_eq!(found("@import \"a.css\";"), Some(Import { file: "a.css", within: None }));
        assert_eq!(found("  @import url(\"a.css\") ; "), Some(Import { file: "a.css", within: None }));
        assert_eq!(found("@import \"a.css\" within(#b);"), Some(Import { file: "a.css", within: Some("#b") }));
        assert_eq!(found("@import url(\"a.css\") within(:where(.b, .c));"), Some(Import { file: "a.css", within: Some(":where(.b, .c)") }));
        assert_eq!(found("@layer base, page;"), None);
    }

    #[test]
    fn unknown_forms_stop_the_build() {
        assert!(import("@import \"a.css\" screen;").is_err());
        assert!(import("@import url(\"a.css\";").is_err());
        assert!(import("@import 'a.css'; @import 'b.css';").is_err());
    }

    fn bundled(files: &[(&str, &str)]) -> String {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        bundle(&folder.path().join("main.css")).unwrap()
    }

    #[test]
    fn parts_come_in_the_order_of_their_imports() {
        let main = "@layer base;\n@import \"b.css\";\n@import \"a.css\";\nmain {}\n";
        assert_eq!(bundled(&[("b.css", "b {}"), ("a.css", "a {}\n"), ("main.css", main)]), "@layer base;\nb {}\na {}\nmain {}\n");
    }

    #[test]
    fn a_part_within_a_selector_says_nothing_about_the_rest() {
        let part = ":root { --x: 1 }\n@media print {\n  :root { --x: 2 }\n}\na {}\n";
        let expected = "#d {\n& { --x: 1 }\n@media print {\n  & { --x: 2 }\n}\na {}\n}\n";
        assert_eq!(bundled(&[("a.css", part), ("main.css", "@import \"a.css\" within(#d);\n")]), expected);
    }

    #[test]
    fn parts_import_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("main.css"), "@import \"a.css\";\n").unwrap();
        fs::write(folder.path().join("a.css"), "@import \"b.css\";\n").unwrap();
        assert!(bundle(&folder.path().join("main.css")).is_err());
    }
}
