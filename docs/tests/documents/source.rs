//! The names that the source has. Comments and documents don't count: a name that occurs nowhere else names nothing.

mod declared;
mod lexer;

use declared::Declared;
use docs::markdown::root;
use lexer::Language;
use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fs,
    path::Path,
    sync::LazyLock,
};

/// Made by builds and by running things, or not ours.
const SKIPPED: [&str; 6] = [".git", "target", "node_modules", "data", "test-results", "playwright-report"];

/// Samples and exceptions of this crate name what doesn't exist.
const NOT_SOURCE: [&str; 1] = ["/docs/"];

/// Names in here are only known to those who change Latchkey.
const TESTS: [&str; 4] = ["/tests/", "/end2end/", "/benches/", "/testbed/"];

/// The repository, read once.
pub(crate) struct Source {
    /// All files and folders, relative to the root.
    pub(crate) paths: BTreeSet<String>,
    /// The names declared in Rust.
    pub(crate) declared: Declared,
    /// Rust's literals of text, as they are written.
    pub(crate) literals: BTreeSet<String>,
    /// The words of all code.
    catalog: HashSet<String>,
    /// Rust's literals of text with single spaces, among them all SQL.
    statements: String,
    /// All code without its comments, by path.
    code: BTreeMap<String, String>,
}

impl Source {
    /// The code that Latchkey is made of.
    pub(crate) fn product() -> &'static Self {
        static SOURCE: LazyLock<Source> = LazyLock::new(|| Source::read(false));
        &SOURCE
    }

    /// The code of its tests.
    pub(crate) fn tests() -> &'static Self {
        static SOURCE: LazyLock<Source> = LazyLock::new(|| Source::read(true));
        &SOURCE
    }

    fn read(is_tests: bool) -> Self {
        let root = root();
        let mut paths = BTreeSet::new();
        walk(&root, "", &mut paths);
        let mut source = Self {
            paths,
            declared: Declared::default(),
            literals: BTreeSet::new(),
            catalog: HashSet::new(),
            statements: String::new(),
            code: BTreeMap::new(),
        };
        for path in &source.paths {
            let is_in = |folders: &[&str]| folders.iter().any(|folder| format!("/{path}").contains(folder));
            let Some(language) = Language::of(path) else { continue };
            if is_in(&NOT_SOURCE) || is_in(&TESTS) != is_tests {
                continue;
            }
            let Ok(text) = fs::read_to_string(root.join(path)) else { continue };
            let stripped = lexer::strip(language, &text);
            for word in catalog(&stripped.code) {
                if !source.catalog.contains(word) {
                    source.catalog.insert(word.to_owned());
                }
            }
            source.declared.read(path, &stripped.bare);
            source.literals.extend(stripped.literals);
            source.code.insert(path.clone(), stripped.code);
        }
        for literal in &source.literals {
            source.statements.extend(literal.split_whitespace().filter(|word| *word != "\\").flat_map(|word| [word, " "]));
        }
        source
    }

    /// The code of the file at `path`, without its comments.
    pub(crate) fn code(&self, path: &str) -> Option<&str> {
        self.code.get(path).map(String::as_str)
    }

    /// The Rust files in a folder and below, with their code.
    pub(crate) fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let files = self.code.iter().filter(move |(path, _)| path.starts_with(folder) && path.ends_with(".rs"));
        files.map(|(path, code)| (path.as_str(), code.as_str()))
    }

    /// Whether this is in a statement of SQL, whatever its breaks.
    pub(crate) fn has_statement(&self, part: &str) -> bool {
        self.statements.contains(part)
    }

    /// Whether this word is in the code, in text or outside it.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        self.catalog.contains(word)
    }

    /// Whether this is in the code, with no letter, digit, underscore or dash right before or after it.
    pub(crate) fn has(&self, part: &str) -> bool {
        self.code.values().any(|code| has(code, part))
    }

    /// The same in stylesheets.
    pub(crate) fn has_style(&self, part: &str) -> bool {
        self.code.iter().filter(|(path, _)| path.ends_with(".css")).any(|(_, code)| has(code, part))
    }

    /// Whether stylesheets set a property with this beginning.
    pub(crate) fn has_style_that_begins(&self, beginning: &str) -> bool {
        self.code.iter().any(|(path, code)| path.ends_with(".css") && code.contains(beginning))
    }

    /// Whether the database has this table.
    pub(crate) fn has_table(&self, table: &str) -> bool {
        self.code.iter().any(|(path, code)| path.ends_with(".sql") && has(code, &format!("TABLE {table}")))
    }

    /// Whether one of the statements that make or change this table names the column.
    pub(crate) fn has_column(&self, table: &str, column: &str) -> bool {
        let mut statements = self.code.iter().filter(|(path, _)| path.ends_with(".sql")).flat_map(|(_, code)| code.split(';'));
        statements.any(|statement| has(statement, &format!("TABLE {table}")) && has(statement, column))
    }

    /// Whether a crate or module of ours has this name.
    pub(crate) fn has_module(&self, name: &str) -> bool {
        self.code.keys().filter_map(|path| path.strip_suffix(".rs")).any(|path| path.split('/').any(|part| part == name))
    }

    /// Whether a literal has this address in it, begins with it, or is it, with or without the first slash.
    pub(crate) fn has_address(&self, address: &str) -> bool {
        let address = address.trim_matches('/');
        let (inside, beginning) = (format!("/{address}"), format!("{address}/"));
        let is_whole = |literal: &str| address.contains(['/', '_']) && literal == address;
        address.is_empty()
            || self.literals.iter().any(|literal| has(literal, &inside) || literal.starts_with(&beginning) || is_whole(literal))
    }

    /// Whether a file or folder is at the end of this path; `*` is any name, `{a,b}` each of two.
    pub(crate) fn has_path(&self, path: &str) -> bool {
        if let Some((before, (inside, after))) = path.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
            return inside.split(',').all(|choice| self.has_path(&format!("{before}{choice}{after}")));
        }
        let wanted: Vec<&str> = path.trim_matches('/').trim_start_matches("./").split('/').collect();
        self.paths.iter().any(|path| {
            let found: Vec<&str> = path.split('/').collect();
            found.len() >= wanted.len() && found.iter().rev().zip(wanted.iter().rev()).all(|(found, wanted)| is_like(found, wanted))
        })
    }

    /// Whether a test of this name is in a folder: `tests/guess` is `tests/guess.rs` or the folder.
    pub(crate) fn has_test(&self, path: &str) -> bool {
        ["", ".rs", ".spec.mjs"].iter().any(|ending| self.paths.contains(&format!("{path}{ending}")))
    }
}

fn is_like(name: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        Some((before, after)) => name.starts_with(before) && name.ends_with(after),
        None => name == pattern,
    }
}

fn has(code: &str, part: &str) -> bool {
    let is_part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == '-');
    code.match_indices(part).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + part.len()..]);
        let goes_on_before = is_part(before.chars().next_back()) && is_part(part.chars().next());
        let goes_on_after = is_part(after.chars().next()) && is_part(part.chars().next_back());
        !goes_on_before && !goes_on_after
    })
}

/// The identifiers in a text.
pub(crate) fn catalog(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).filter(|word| !word.is_empty())
}

fn walk(folder: &Path, path: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if SKIPPED.contains(&name.as_str()) {
            continue;
        }
        let path = if path.is_empty() { name } else { format!("{path}/{name}") };
        if entry.path().is_dir() {
            walk(&entry.path(), &path, found);
        }
        found.insert(path);
    }
}
