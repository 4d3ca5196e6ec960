//! Compares the catalogues with each other and with the code.

use super::{activity, error, key_of};
use mfa::{AuditQuery, Error};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use strum::IntoEnumIterator;

/// The keys of a language, each with its variables.
type Catalogue = BTreeMap<String, BTreeSet<String>>;

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found
}

fn catalogue(language: &str) -> Catalogue {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let mut catalogue = Catalogue::new();
    for file in files(&folder, "ftl") {
        let mut key = None;
        for line in fs::read_to_string(&file).expect("a readable catalogue").lines() {
            let begins = line.starts_with(|first: char| first.is_ascii_lowercase());
            if let Some((found, _)) = line.split_once(" =").filter(|_| begins) {
                assert!(!catalogue.contains_key(found), "{language} defines {found} twice");
                catalogue.insert(found.to_owned(), BTreeSet::new());
                key = Some(found.to_owned());
            }
            if let Some(variables) = key.as_ref().and_then(|key| catalogue.get_mut(key)) {
                let after_dollar = line.split('$').skip(1);
                variables.extend(
                    after_dollar.map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect::<String>()),
                );
            }
        }
    }
    catalogue
}

/// Every string in the code that could be a key: words of lower-case letters and digits, joined by hyphens.
fn candidates() -> BTreeSet<String> {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = [ui.join("src"), ui.join("../app/src"), ui.join("../pages/src"), ui.join("../playground/src"), ui.join("../server/src")];
    let shaped =
        |text: &&str| text.contains('-') && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    sources
        .iter()
        .flat_map(|folder| files(folder, "rs"))
        .flat_map(|file| {
            let text = fs::read_to_string(file).expect("a readable source");
            text.split('"').filter(shaped).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

/// The keys that appear literally in calls of `text(…)` and `fill(…)`.
fn asked_for() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let calls = [".text(\"", ".fill(\""];
    files(&source, "rs")
        .into_iter()
        .flat_map(|file| {
            let text: String = fs::read_to_string(file).expect("a readable source").split_whitespace().collect();
            calls
                .iter()
                .flat_map(|call| text.split(call).skip(1).filter_map(|rest| rest.split_once('"')))
                .map(|(key, _)| key.to_owned())
                .collect::<Vec<_>>()
        })
        .filter(|key| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'))
        .collect()
}

/// The keys that the code makes from the codes of errors and audit events.
fn made() -> BTreeSet<String> {
    let events = AuditQuery::events().map(|event| key_of(activity::FAMILY, event));
    Error::iter().map(|error| error::key(&error)).chain(events).collect()
}

/// The keys that the code makes from an event and a method. They are optional.
fn made_with_method() -> impl Iterator<Item = String> {
    let methods = ["totp", "passkey", "recovery_code", "application", "trusted", "account_recovery"];
    AuditQuery::events().flat_map(move |event| methods.map(|method| key_of(&key_of(activity::FAMILY, event), method)))
}

/// Checks that a family of sentences has exactly one sentence for each of these codes. It is for families whose codes are only known to modules above
/// this one.
pub(crate) fn check_family(family: &str, codes: impl Iterator<Item = &'static str>) {
    assert!(OWN_CHECK.contains(&family), "{family} isn't checked here as well");
    let expected: BTreeSet<_> = codes.map(|code| key_of(family, code)).collect();
    let found: BTreeSet<_> = catalogue("en").into_keys().filter(|key| is_of(key, family)).collect();
    let missing: Vec<_> = expected.difference(&found).collect();
    assert!(missing.is_empty(), "used but not defined: {missing:?}");
    let unused: Vec<_> = found.difference(&expected).collect();
    assert!(unused.is_empty(), "defined but not used: {unused:?}");
}

/// The families that are checked with [`check_family`].
const OWN_CHECK: [&str; 2] = ["admin-mail-kind", "notice"];

fn is_of(key: &str, family: &str) -> bool {
    key.strip_prefix(family).is_some_and(|rest| rest.starts_with('-'))
}

#[test]
fn languages_have_the_same_sentences() {
    let (english, german) = (catalogue("en"), catalogue("de"));
    assert!(english.len() > 150, "the catalogue was read: {} sentences", english.len());
    for (key, variables) in &english {
        assert_eq!(german.get(key), Some(variables), "German differs from English in {key} or its variables");
    }
    for key in german.keys() {
        assert!(english.contains_key(key), "only German has {key}");
    }
}

#[test]
fn every_sentence_is_used() {
    let used: BTreeSet<_> = candidates().into_iter().chain(made()).chain(made_with_method()).collect();
    let unused: Vec<_> =
        catalogue("en").into_keys().filter(|key| !used.contains(key) && !OWN_CHECK.iter().any(|family| is_of(key, family))).collect();
    assert!(unused.is_empty(), "defined but not used: {unused:?}");
}

#[test]
fn every_sentence_that_is_asked_for_exists() {
    let english = catalogue("en");
    let missing: Vec<_> = asked_for().into_iter().chain(made()).filter(|key| !english.contains_key(key)).collect();
    assert!(missing.is_empty(), "used but not defined: {missing:?}");
    // Keys that a `match` chooses: every string that begins like a key of the catalogue must be a key.
    let families: BTreeSet<_> = ["error-", "activity-", "problem-", "step-up-", "totp-", "security-", "landing-", "time-"].into();
    let ids = ["activity-title", "totp-name", "totp-tag", "totp-text", "totp-secret", "time-zone"];
    let missing: Vec<_> = candidates()
        .into_iter()
        .filter(|key| families.iter().any(|family| key.starts_with(family) && key != family))
        .filter(|key| !english.contains_key(key) && !ids.contains(&key.as_str()))
        .collect();
    assert!(missing.is_empty(), "used but not defined: {missing:?}");
}

#[test]
fn sentences_are_typeset() {
    for (language, quote) in [("en", "“"), ("de", "„")] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
        for file in files(&folder, "ftl") {
            for line in fs::read_to_string(&file).expect("a readable catalogue").lines().filter(|line| !line.starts_with('#')) {
                let straight = line.contains('\'') || line.contains('"') || line.contains("...");
                assert!(!straight, "{}: {line}", file.display());
                assert!(language == "en" || !line.contains('”'), "German opens with {quote}: {line}");
            }
        }
    }
}

#[test]
fn german_has_one_word_for_each_thing() {
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/de"), "ftl") {
        for line in fs::read_to_string(&file).expect("a readable catalogue").lines() {
            assert!(!line.contains("Backup-Code"), "they are „Ersatzcodes“: {line}");
            // Wrong codes lock a person out; an administrator disables an account.
            let disables = line.split_once(" =").is_some_and(|(key, _)| key.contains("disable") || key.contains("enable"));
            assert!(!disables || !line.contains("sperr"), "disabled is „deaktiviert“: {line}");
        }
    }
}
