//! An operator's own texts. Whatever is wrong with them stops the start, rather than the first mail that needs them.

use super::catalog::{self, Catalog};
use super::syntax::{self, Found};
use crate::language::Language;
use fluent_bundle::FluentResource;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// Parts of a text that look like an address.
const ADDRESSES: [&str; 4] = ["http:", "https:", "www.", "mailto:"];

/// The variable that every title and text has, also where ours does without.
const EVERYWHERE: &str = "issuer";

/// Texts that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum TextsError {
    /// A file or folder can't be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why it can't.
        source: io::Error,
    },
    /// Files have faults: all of them, a line each.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Faulty(Vec<Fault>),
}

/// A fault in a file of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, or a folder whose name is no language.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The fault, in a sentence without a full stop.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.problem)
    }
}

/// Puts the texts of `folder` over those of the catalogues.
pub(super) fn merge(folder: &Path, mut catalogs: [&mut Catalog; 2]) -> Result<(), TextsError> {
    let mut faults = Vec::new();
    for entry in sorted(folder)? {
        let language = entry.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse::<Language>().ok());
        let catalog = language.and_then(|language| catalogs.iter_mut().find(|catalog| catalog.language() == language));
        match catalog {
            Some(catalog) if entry.is_dir() => faults.extend(merge_language(&entry, catalog)?),
            _ if entry.is_dir() => faults.push(Fault { file: entry, line: 1, problem: "there are no mails in this language".to_owned() }),
            // A note beside the folders.
            _ => {}
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(TextsError::Faulty(faults)) }
}

fn merge_language(folder: &Path, catalog: &mut Catalog) -> Result<Vec<Fault>, TextsError> {
    let ours: Vec<FluentResource> = catalog::resources(catalog.language()).collect();
    let known: BTreeMap<&str, BTreeSet<&str>> = ours.iter().flat_map(syntax::texts).map(|text| (text.key, text.variable_names())).collect();
    let (mut faults, mut seen) = (Vec::new(), BTreeSet::new());
    for file in sorted(folder)?.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "ftl")) {
        let source = fs::read_to_string(&file).map_err(|source| TextsError::Unreadable { path: file.clone(), source })?;
        let fault = |line, problem| Fault { file: file.clone(), line, problem };
        match FluentResource::try_new(source) {
            Ok(resource) => {
                for text in syntax::texts(&resource) {
                    if !seen.insert(text.key.to_owned()) {
                        faults.push(fault(syntax::line_of(resource.source(), text.key), format!("{} is defined twice", text.key)));
                    }
                    faults.extend(check(&text, &known).map(|(part, problem)| fault(syntax::line_of(resource.source(), part), problem)));
                }
                catalog.override_with(resource);
            }
            Err((resource, errors)) => {
                let line = |position| syntax::line_at(resource.source(), position);
                faults.extend(errors.into_iter().map(|error| fault(line(error.pos.start), format!("syntax error: {}", error.kind))));
            }
        }
    }
    Ok(faults)
}

/// The faults of a text, each with the part of the file that it is about.
fn check<'a>(text: &Found<'a>, known: &BTreeMap<&str, BTreeSet<&str>>) -> impl Iterator<Item = (&'a str, String)> {
    let key = text.key;
    let unknown_key = || (key, format!("{key} is no text of a mail"));
    let odd = || (key, format!("{key} may have text and variables only, no references, functions or attributes"));
    let unknown_variable = |name: &&'a str| (*name, format!("{key} has no variable ${name}"));
    let address = |part: &&'a str| (*part, format!("{key} has an address in it: links are added to the mail by themselves"));
    let mut problems = Vec::new();
    match known.get(key) {
        None => problems.push(unknown_key()),
        Some(_) if text.is_odd => problems.push(odd()),
        Some(variables) => {
            let is_known =
                |name: &str| variables.contains(name) || (name == EVERYWHERE && ["-title", "-text"].iter().any(|end| key.ends_with(end)));
            problems.extend(text.variables.iter().filter(|name| !is_known(name)).map(unknown_variable));
        }
    }
    let has_address = |part: &&&str| ADDRESSES.iter().any(|address| part.to_lowercase().contains(address));
    problems.extend(text.written.iter().filter(has_address).map(address));
    problems.into_iter()
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, TextsError> {
    let read = || fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>();
    let mut entries = read().map_err(|source| TextsError::Unreadable { path: folder.to_owned(), source })?;
    entries.sort();
    Ok(entries)
}
