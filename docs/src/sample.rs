//! Makes modules of the samples in a document.
//!
//! The generated file has as many lines as the document, and each line of a sample keeps its number, so that the compiler's messages name the
//! right line.
//!
//! A fence below `<!-- file: PATH -->` shows a file of the repository, which is compiled where it is.

use crate::markdown::{Document, Fence, fences};

/// The application's names and the document's common imports. The constant uses one of them: a sample needn't.
const IMPORTS: &str = "use super::*; const _: Given = Given;";

/// The modules of all Rust samples of a document, or what is wrong with it.
///
/// # Errors
///
/// A comment that isn't understood, or belongs to nothing, with path and line.
pub fn modules(document: &Document) -> Result<String, String> {
    let mut lines: Vec<String> = document.text.lines().map(|_| String::new()).collect();
    let at = |line: usize| format!("{}:{line}", document.path);
    let fences = fences(&document.text);
    for (comment, line) in document.text.lines().zip(1..).filter(|(line, _)| line.trim_start().starts_with("<!--")) {
        let below = fences.iter().find(|fence| fence.line == line + 1);
        if file(comment).is_some() {
            below.ok_or_else(|| format!("{}: `{}` and a fence below it belong together", at(line), comment.trim()))?;
            continue;
        }
        let is_before_rust = below.is_some_and(|fence| fence.language == "rust");
        if is_before_rust != directive(comment).is_some() {
            return Err(format!("{}: `{}` and a Rust sample below it belong together", at(line), comment.trim()));
        }
    }
    for fence in fences.into_iter().filter(|fence| fence.language == "rust" && file(fence.before).is_none()) {
        let end = fence.end.ok_or_else(|| format!("{}: the sample has no end", at(fence.line)))?;
        let (before, after) =
            surroundings(directive(fence.before), &fence).map_err(|problem| format!("{}: {problem}", at(fence.line - 1)))?;
        let first = fence.line - 1;
        let sample = std::iter::once(before).chain(fence.lines.iter().map(ToString::to_string)).chain(std::iter::once(after));
        for (line, text) in lines.iter_mut().skip(first).take(end - first).zip(sample) {
            *line = text;
        }
    }
    Ok(lines.join("\n"))
}

/// The instruction in a comment in front of a sample.
fn directive(line: &str) -> Option<&str> {
    line.trim().strip_prefix("<!-- sample: ")?.strip_suffix(" -->")
}

/// The file that the fence below this comment shows.
#[must_use]
pub fn file(line: &str) -> Option<&str> {
    line.trim().strip_prefix("<!-- file: ")?.strip_suffix(" -->")
}

/// The lines in the places of the two fences.
fn surroundings(directive: Option<&str>, fence: &Fence<'_>) -> Result<(String, String), String> {
    let name = format!("line_{}", fence.line);
    let module = |imports: &str, opening: &str, closing: &str| (format!("mod {name} {{ {imports} {opening}"), format!("{closing} }}"));
    match directive {
        None => Ok(module("", "", "")),
        Some("imports") => Ok((String::new(), String::new())),
        Some("items") => Ok(module(IMPORTS, "", "")),
        Some(signature) => {
            let (keyword, rest) = if let Some(rest) = signature.strip_prefix("async fn(") {
                ("async fn", rest)
            } else {
                ("fn", signature.strip_prefix("fn(").unwrap_or_default())
            };
            if rest.is_empty() {
                return Err(format!("`{signature}` is neither `imports`, `items`, `fn(..)` nor `async fn(..)`"));
            }
            let closing = if rest.contains("-> Result<(),") { "Ok(()) }" } else { "}" };
            Ok(module(IMPORTS, &format!("{keyword} sample({rest} {{"), closing))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<String, String> {
        modules(&Document { path: "a.md".to_owned(), text: text.to_owned() })
    }

    #[test]
    fn lines_stay_where_they_are() {
        let made = of("# A\n\n<!-- sample: async fn(a: A) -> Result<(), B> -->\n```rust\na.b().await?;\n```\n").unwrap();
        let lines: Vec<&str> = made.lines().collect();
        assert_eq!(lines[3].trim(), "mod line_4 { use super::*; const _: Given = Given; async fn sample(a: A) -> Result<(), B> {");
        assert_eq!((lines[4], lines[5]), ("a.b().await?;", "Ok(()) } }"));
    }

    #[test]
    fn files_are_compiled_elsewhere() {
        assert_eq!(of("<!-- file: a.rs -->\n```rust\nfn a() {}\n```\n").unwrap().trim(), "");
        assert_eq!(file("<!-- file: a.rs -->"), Some("a.rs"));
        assert!(of("<!-- file: a.rs -->\n").is_err());
    }

    #[test]
    fn what_is_misspelt_is_told() {
        for (text, expected) in [
            ("<!-- sample: asyn fn() -->\n```rust\n```\n", "a.md:1: `asyn fn()` is neither"),
            ("<!-- sampel: fn() -->\n```rust\n```\n", "a.md:1: `<!-- sampel: fn() -->` and a Rust sample"),
            ("<!-- sample fn() -->\n```rust\n```\n", "a.md:1: `<!-- sample fn() -->` and a Rust sample"),
            ("<!-- sample: fn() -->\n\n```rust\n```\n", "a.md:1: `<!-- sample: fn() -->` and a Rust sample"),
            ("<!-- sample: fn() -->\n```js\n```\n", "a.md:1: `<!-- sample: fn() -->` and a Rust sample"),
            ("```rust\n", "a.md:1: the sample has no end"),
        ] {
            let told = of(text).err().unwrap_or_default();
            assert!(told.starts_with(expected), "{text}: {told}");
        }
    }
}
