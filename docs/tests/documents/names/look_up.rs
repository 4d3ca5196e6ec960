//! The shapes of names in backticks, and the places where such names are declared.

use super::foreign::{self, PROGRAMS};
use crate::source::{Source, catalog};
use docs::markdown::{Span, root};
use mfa::{AuditQuery, Error};
use server::settings::key;
use std::{collections::BTreeSet, fs};
use strum::IntoEnumIterator;

/// Endings of files that the documents name.
const ENDINGS: [&str; 15] =
    [".rs", ".css", ".js", ".mjs", ".toml", ".md", ".ftl", ".sql", ".tsv", ".json", ".conf", ".go", ".php", ".py", ".sh"];

/// Where names are looked up.
pub(super) struct LookUp {
    source: &'static Source,
    /// The options of our command lines, without dashes.
    options: BTreeSet<String>,
    /// Names that the code makes of variants, and keys of sentences that it makes of those.
    made: BTreeSet<String>,
}

impl LookUp {
    pub(super) fn new(source: &'static Source) -> Self {
        Self { source, options: crate::commands::options(), made: made() }
    }

    /// The parts of what is in backticks that exist nowhere.
    pub(super) fn unknown(&self, document: &str, span: &Span) -> Vec<String> {
        let text = span.text.as_str();
        let column = span.column.as_deref().unwrap_or_default();
        let is_of_dynamic = document == "docs/from-dynamic.md" && (column == "Dynamic" || is_camel(text));
        if is_of_dynamic
            || foreign::is_foreign(text)
            || crate::commands::is_ours(text)
            || is_address(text)
            || !text.contains(char::is_alphabetic)
        {
            return Vec::new();
        }
        if let Some(rest) =
            PROGRAMS.iter().find_map(|program| text.strip_prefix(program).filter(|rest| rest.is_empty() || rest.starts_with(' ')))
        {
            return all(rest.split(' ').filter(|word| is_file(word)), |path| self.source.has_path(path));
        }
        if column == "tested in" && !is_file(text) {
            return all([text].into_iter(), |test| self.is_test(test));
        }
        if column == "`code`" || column.starts_with("from the ") {
            return all([text].into_iter(), |code| self.source.literals.contains(code) || self.made.contains(code));
        }
        if let Some(key) = text.strip_prefix(key::PREFIX) {
            return all([key].into_iter(), |key| key::ALL.iter().any(|known| known.variable() == format!("{}{key}", key::PREFIX)));
        }
        if is_sql(text) {
            return all(text.split('…').map(|part| part.trim().trim_end_matches(',')), |part| self.source.has_statement(part));
        }
        if let Some(found) = self.setting(text).or_else(|| policy(text)).or_else(|| self.header(text)) {
            return if found { Vec::new() } else { vec![text.to_owned()] };
        }
        if text.starts_with("--") {
            return all([text].into_iter(), |name| self.is_property(name) || self.options.contains(name.trim_start_matches('-')));
        }
        if text.starts_with(['.', '#', ':', '!']) && !text.contains([' ', '/']) {
            return all([text.trim_end_matches("()")].into_iter(), |name| self.source.has_style(name) || self.source.has(name));
        }
        let parts: Vec<&str> = text.split(' ').map(|part| part.trim_matches([',', ';', '"', '\'', '[', ']'])).collect();
        let (addresses, others): (Vec<&str>, Vec<&str>) =
            parts.into_iter().partition(|part| part.starts_with('/') || part.contains('/') || is_file(part));
        let mut lost = all(addresses.into_iter(), |part| self.is_place(part));
        lost.extend(self.fields(text));
        lost.extend(self.code(&others.join(" ")));
        lost
    }

    /// In a row of tests, the second name is in the folder of the first one.
    fn is_test(&self, name: &str) -> bool {
        if name.contains('/') {
            return self.source.has_test(name);
        }
        ["mfa/tests/suite", "server/tests/http", "end2end/tests"].iter().any(|folder| self.source.has_test(&format!("{folder}/{name}")))
    }

    /// Whether `table.key` is a setting, if its table is one of settings or of the database.
    fn setting(&self, text: &str) -> Option<bool> {
        let name = text.split(" = ").next()?;
        if let Some(table) = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            return Some(key::ALL.iter().any(|key| key.table == table));
        }
        let (table, name) = name.split_once('.').filter(|(table, name)| is_snake(table) && is_snake(name) && !is_file(text))?;
        if key::ALL.iter().any(|key| key.table == table && key.name == name) {
            return Some(true);
        }
        if self.source.has_column(table, name) {
            return Some(true);
        }
        let is_table = key::ALL.iter().any(|key| key.table == table) || self.source.has_table(table);
        is_table.then_some(false)
    }

    /// Whether our code names the HTTP header that this looks like.
    fn header(&self, text: &str) -> Option<bool> {
        let name = text.split(':').next()?;
        let is_header = name.contains('-')
            && name.contains(char::is_lowercase)
            && name.split('-').all(|part| part.starts_with(char::is_uppercase) && part.chars().all(char::is_alphanumeric));
        is_header.then(|| {
            let (text, constant) = (name.to_lowercase(), name.replace('-', "_").to_uppercase());
            self.source.has(name) || self.source.has(&text) || self.source.has_word(&constant)
        })
    }

    /// Whether stylesheets set the property; `--danger…` is one that goes on.
    fn is_property(&self, name: &str) -> bool {
        match name.strip_suffix('…') {
            Some(beginning) => self.source.has_style_that_begins(beginning),
            None => self.source.has_style(&format!("{name}:")),
        }
    }

    /// An address, a path, or a part of one.
    fn is_place(&self, place: &str) -> bool {
        let place = place.split('?').next().unwrap_or(place).trim_end_matches('…');
        if foreign::is_foreign(place) {
            return true;
        }
        let is_built = place.starts_with("target/") || place.starts_with("data/");
        if place.starts_with('/') {
            return self.source.has_address(place);
        }
        if is_built {
            return place.trim_end_matches('/').split('/').all(|part| self.source.has(part));
        }
        self.source.has_path(place) || self.source.has_address(place) || self.source.has(place)
    }

    /// Fields that a type of ours doesn't have.
    fn fields(&self, text: &str) -> Vec<String> {
        let mut lost = Vec::new();
        for (owner, fields) in structs(text) {
            if self.source.declared.has_type(owner) {
                lost.extend(
                    fields
                        .into_iter()
                        .filter(|field| !self.source.declared.has_member(owner, field))
                        .map(|field| format!("{owner} has no {field}")),
                );
            }
        }
        lost
    }

    /// Code in Rust, SQL, JSON, HTML or CSS.
    fn code(&self, text: &str) -> Vec<String> {
        let mut lost = Vec::new();
        for (owner, name) in paths(text) {
            let is_known = if self.source.declared.has_type(owner) {
                self.source.declared.has_member(owner, name)
            } else if self.source.has_module(owner) {
                self.source.declared.is_in(owner, name)
            } else {
                self.source.has_word(owner) && self.source.has_word(name)
            };
            if !is_known {
                lost.push(format!("{owner}::{name}"));
            }
        }
        for (function, member) in calls(text) {
            // A method may be of the standard library, and JavaScript has its own.
            let is_of_others = text.contains(&format!(".{function}(")) || is_camel(function);
            if !(self.source.declared.has_function(function) || is_of_others && self.source.has_word(function)) {
                lost.push(format!("{function}()"));
            } else if let Some(member) =
                member.filter(|member| function.starts_with("use_") && !self.source.declared.is_beside(function, member))
            {
                lost.push(format!("{function}().{member}"));
            }
        }
        for word in text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '-')) {
            let word = word.trim_matches('-').trim_start_matches("__Host-");
            let is_placeholder = !word.contains(|letter: char| letter.is_lowercase() || letter == '_');
            let is_single = word.chars().count() < 2 || word.starts_with(|letter: char| letter.is_numeric());
            if is_single || foreign::is_foreign(word) || is_placeholder && word.contains('-') {
                continue;
            }
            let is_known = if word.contains('-') {
                // clap makes such names of variants.
                self.source.has(word) || self.source.has_word(&pascal(word)) || self.made.contains(word)
            } else {
                self.source.has_word(word) || self.made.contains(word) || word == "ID"
            };
            if !is_known {
                lost.push(word.to_owned());
            }
        }
        lost
    }
}

/// The codes of errors, the names of the audit's events, and the keys of the catalogues, which tests compare with the code.
fn made() -> BTreeSet<String> {
    let codes = Error::iter().map(|error| error.code()).chain(AuditQuery::events()).map(str::to_owned);
    let folders = ["ui/locales/en", "mail/locales/en"].map(|folder| fs::read_dir(root().join(folder)).expect("the catalogue"));
    let files = folders.into_iter().flatten().map(|file| file.expect("a file").path());
    let sentences: String = files.map(|file| fs::read_to_string(file).expect("a readable file")).collect();
    let keys = sentences.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned());
    codes.chain(keys).collect()
}

fn all<'a>(names: impl Iterator<Item = &'a str>, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    names.filter(|name| !is_known(name)).map(str::to_owned).collect()
}

/// Whether `key=value` is a part of a policy, if it isn't an environment variable or a path.
fn policy(text: &str) -> Option<bool> {
    let (key, _) = text.split_once('=').filter(|(key, value)| is_snake(key) && !value.contains([' ', '"']))?;
    let fields = serde_json::to_value(mfa::Policy::default()).unwrap();
    if fields.get(key).is_some() { Some(crate::commands::policy_takes(text)) } else { Some(false) }
}

/// `reset-mfa` as the name of a variant.
fn pascal(name: &str) -> String {
    name.split('-').flat_map(|part| part.chars().take(1).flat_map(char::to_uppercase).chain(part.chars().skip(1))).collect()
}

fn is_snake(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

/// Whether a name is written in camelCase: JavaScript's way, and none of ours.
fn is_camel(text: &str) -> bool {
    let first = catalog(text).next().unwrap_or_default();
    first.starts_with(char::is_lowercase) && first.contains(char::is_uppercase) && !first.contains('_')
}

fn is_sql(text: &str) -> bool {
    text.contains('$') && !text.contains('{')
        || text.contains(" IS NULL")
        || ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "BEGIN "].iter().any(|verb| text.starts_with(verb))
}

fn is_file(text: &str) -> bool {
    ENDINGS.iter().any(|ending| text.len() > ending.len() && text.ends_with(ending)) && !text.contains(' ')
}

/// A full address with its scheme, or the scheme, or host and port, or an email address.
fn is_address(text: &str) -> bool {
    text.contains("://")
        || matches!(text, "mailto:" | "https:" | "otpauth:")
        || text.split_once(':').is_some_and(|(host, port)| host.starts_with(char::is_numeric) && port.parse::<u16>().is_ok())
}

/// `Type { a, b }`: the type and its fields.
fn structs(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(" {") {
        let owner = catalog(&text[..at]).last().filter(|owner| owner.starts_with(char::is_uppercase) && text[..at].ends_with(*owner));
        let inside = text[at + 2..].split_once('}').map(|(inside, _)| inside);
        if let (Some(owner), Some(inside)) = (owner, inside) {
            let fields = inside.split(',').filter_map(|field| catalog(field.split(':').next().unwrap_or(field)).next());
            found.push((owner, fields.collect()));
        }
    }
    found
}

/// The neighbours in `a::b::c`.
fn paths(text: &str) -> Vec<(&str, &str)> {
    let pair = |(at, _): (usize, &str)| Some((catalog(&text[..at]).last()?, catalog(&text[at + 2..]).next()?));
    text.match_indices("::").filter_map(pair).collect()
}

/// The name of the function, and the members taken from its result.
fn calls(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('(') {
        let Some(function) = catalog(&text[..at])
            .last()
            .filter(|function| text[..at].ends_with(*function) && function.starts_with(|letter: char| letter.is_lowercase()))
        else {
            continue;
        };
        let member = text[at..].split_once(").").and_then(|(_, after)| catalog(after).next());
        found.push((function, member));
    }
    found
}

#[test]
fn shapes_are_told_apart() {
    assert_eq!(structs("a(B { c, d: e })"), [("B", vec!["c", "d"])]);
    assert_eq!(paths("a::B::c"), [("a", "B"), ("B", "c")]);
    assert_eq!(calls("use_a().b.c().d()"), [("use_a", Some("b")), ("c", Some("d")), ("d", None)]);
    assert!(is_camel("useMfa()") && !is_camel("use_mfa()") && !is_camel("Mfa") && is_address("127.0.0.1:3000") && !is_address("a::b"));
}
