//! As much of Markdown as the documents use.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

/// A document of the repository.
#[derive(Debug)]
pub struct Document {
    /// Relative to the root of the repository, with slashes.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    // As cargo says it now: clones share one target folder, and what one has compiled, another one runs.
    let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&package).join("..")
}

/// The documents, in a fixed order.
///
/// # Errors
///
/// If one can't be read.
pub fn documents(root: &Path) -> io::Result<Vec<Document>> {
    let mut paths: Vec<String> = ["README.md", "CONTRIBUTING.md", "examples/README.md"].map(str::to_owned).to_vec();
    for entry in fs::read_dir(root.join("examples"))? {
        paths.push(format!("examples/{}/README.md", entry?.file_name().to_string_lossy()));
    }
    paths.retain(|path| root.join(path).exists());
    for entry in fs::read_dir(root.join("docs"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".md") {
            paths.push(format!("docs/{name}"));
        }
    }
    paths.sort();
    paths.into_iter().map(|path| Ok(Document { text: fs::read_to_string(root.join(&path))?, path })).collect()
}

/// A fenced block of code.
#[derive(Debug)]
pub struct Fence<'a> {
    /// The word after the opening backticks; empty if there is none.
    pub language: &'a str,
    /// The number of the opening line, from 1.
    pub line: usize,
    /// The lines between the fences.
    pub lines: Vec<&'a str>,
    /// The line in front of the opening one.
    pub before: &'a str,
    /// The number of the closing line; none if the document ends before.
    pub end: Option<usize>,
}

/// The fenced blocks.
#[must_use]
pub fn fences(text: &str) -> Vec<Fence<'_>> {
    let mut found: Vec<Fence<'_>> = Vec::new();
    let mut before = "";
    for (line, number) in text.lines().zip(1..) {
        let mark = line.trim_start().strip_prefix("```");
        match found.last_mut().filter(|fence| fence.end.is_none()) {
            Some(fence) if mark.is_some() => fence.end = Some(number),
            Some(fence) => fence.lines.push(line),
            None => {
                if let Some(language) = mark {
                    found.push(Fence { language: language.trim(), line: number, lines: Vec::new(), before, end: None });
                }
            }
        }
        before = line;
    }
    found
}

/// The document without fenced blocks and comments, with the same number of lines.
#[must_use]
pub fn prose(text: &str) -> String {
    let fences = fences(text);
    let is_fenced = |number: usize| fences.iter().any(|fence| fence.line <= number && fence.end.is_none_or(|end| number <= end));
    text.lines()
        .zip(1..)
        .map(
            |(line, number)| if is_fenced(number) || line.trim_start().starts_with("<!--") { "\n".to_owned() } else { format!("{line}\n") },
        )
        .collect()
}

/// Code within a line of prose.
#[derive(Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it begins, from 1.
    pub line: usize,
    /// The text between the backticks, with single spaces for breaks.
    pub text: String,
    /// The heading of its column, if it is in a table.
    pub column: Option<String>,
}

/// All code within lines of prose.
#[must_use]
pub fn spans(text: &str) -> Vec<Span> {
    let prose = prose(text);
    let mut found = Vec::new();
    let (mut heading, mut paragraph, mut first) = (None, String::new(), 1);
    for (line, number) in prose.lines().zip(1..) {
        if line.trim_start().starts_with('|') {
            let row: &str = heading.get_or_insert_with(|| line.to_owned());
            for (index, cell) in cells(line).into_iter().enumerate() {
                let column = cells(row).get(index).map(|heading| heading.trim().to_owned());
                found.extend(within(&cell).into_iter().map(|(_, text)| Span { line: number, text, column: column.clone() }));
            }
            continue;
        }
        heading = None;
        if line.trim().is_empty() {
            found.extend(within(&paragraph).into_iter().map(|(at, text)| Span { line: first + at, text, column: None }));
            paragraph.clear();
            first = number + 1;
        } else {
            paragraph.push_str(line);
            paragraph.push('\n');
        }
    }
    found.extend(within(&paragraph).into_iter().map(|(at, text)| Span { line: first + at, text, column: None }));
    found
}

/// The cells of a row. A bar within backticks separates nothing.
fn cells(row: &str) -> Vec<String> {
    let (mut cells, mut cell, mut is_code) = (Vec::new(), String::new(), false);
    for letter in row.trim().trim_start_matches('|').chars() {
        is_code ^= letter == '`';
        if letter == '|' && !is_code {
            cells.push(std::mem::take(&mut cell));
        } else {
            cell.push(letter);
        }
    }
    cells.push(cell);
    cells
}

/// The code in a paragraph, with the number of breaks before it.
fn within(paragraph: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let (mut breaks, mut rest) = (0, paragraph);
    while let Some((before, code)) = rest.split_once('`') {
        breaks += before.matches('\n').count();
        let Some((code, after)) = code.split_once('`') else { break };
        found.push((breaks, code.split_whitespace().collect::<Vec<_>>().join(" ")));
        breaks += code.matches('\n').count();
        rest = after;
    }
    found
}

/// A link, or the source of a picture.
#[derive(Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it is, from 1.
    pub line: usize,
    /// Where it leads.
    pub target: String,
}

/// All links and pictures.
#[must_use]
pub fn links(text: &str) -> Vec<Link> {
    let mut found = Vec::new();
    for (line, number) in prose(text).lines().zip(1..) {
        let line = without_code(line);
        for (mark, end) in [("](", ')'), ("src=\"", '"'), ("srcset=\"", '"'), ("href=\"", '"')] {
            let targets = line.split(mark).skip(1).filter_map(|rest| rest.split_once(end));
            found.extend(targets.map(|(target, _)| Link { line: number, target: target.to_owned() }));
        }
    }
    found
}

fn without_code(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("`")
}

/// The anchors of all headings, as GitHub makes them.
#[must_use]
pub fn anchors(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in prose(text).lines().filter(|line| line.starts_with('#')) {
        let title = line.trim_start_matches('#').trim().to_lowercase();
        let kept = title.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' '));
        let anchor: String = kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect();
        let same = found.iter().filter(|other| {
            other.rsplit_once('-').is_some_and(|(stem, end)| stem == anchor && end.parse::<u32>().is_ok()) || **other == anchor
        });
        let anchor = match same.count() {
            0 => anchor,
            number => format!("{anchor}-{number}"),
        };
        found.push(anchor);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# One `two`, three!\n\nA `b` c `d\ne`.\n\n| x | `y` |\n| --- | --- |\n| `f|g` | `h` [i](j.md#k) |\n\n<!-- sample: items -->\n```rust\n`z`\n```\n# one two three\n";

    #[test]
    fn code_has_its_line_and_column() {
        let found = spans(TEXT).into_iter().map(|span| (span.line, span.text, span.column)).collect::<Vec<_>>();
        let column = |name: &str| Some(name.to_owned());
        let expected =
            [(1, "two", None), (3, "b", None), (3, "d e", None), (6, "y", column("`y`")), (8, "f|g", column("x")), (8, "h", column("`y`"))];
        assert_eq!(found, expected.map(|(line, text, column)| (line, text.to_owned(), column)));
    }

    #[test]
    fn fences_links_and_anchors() {
        let [fence] = &fences(TEXT)[..] else { panic!() };
        assert_eq!((fence.language, fence.line, fence.end, fence.before), ("rust", 11, Some(13), "<!-- sample: items -->"));
        assert_eq!(links(TEXT), [Link { line: 8, target: "j.md#k".to_owned() }]);
        assert_eq!(anchors(TEXT), ["one-two-three", "one-two-three-1"]);
    }
}
