//! The catalogues against each other and against the code.

use super::{catalog, syntax};
use crate::{
    kind::{KindForm, MainLink, OtherLink},
    language::Language,
};
use fluent_bundle::FluentResource;
use mfa::mail::MailKind;
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

/// The variables of each text.
type Variables = BTreeMap<String, BTreeSet<String>>;

fn resources(language: Language) -> Vec<FluentResource> {
    catalog::resources(language).collect()
}

fn variables(language: Language) -> Variables {
    let resources = resources(language);
    let texts: Vec<_> = resources.iter().flat_map(syntax::texts).collect();
    let keys: BTreeSet<_> = texts.iter().map(|text| text.key).collect();
    assert_eq!(keys.len(), texts.len(), "{language:?} defines a text twice");
    assert!(texts.iter().all(|text| !text.is_odd), "{language:?} has more than text and variables");
    texts.iter().map(|text| (text.key.to_owned(), text.variable_names().into_iter().map(str::to_owned).collect())).collect()
}

/// The texts that every kind has, and those of its own links.
fn of_kind(kind: MailKind) -> impl Iterator<Item = String> {
    let (main, other) = kind.links();
    let parts = [
        Some("title"),
        Some("text"),
        (main == MainLink::Token).then_some("button"),
        matches!(other, OtherLink::Token | OtherLink::TokenIfAny).then_some("other"),
    ];
    parts.into_iter().flatten().map(move |part| format!("mail-{kind}-{part}"))
}

#[test]
fn languages_have_the_same_texts_and_variables() {
    let english = variables(Language::English);
    assert!(english.len() > 80, "the catalogue was read");
    for language in Language::iter() {
        assert_eq!(variables(language), english, "{language:?} differs from English");
    }
}

#[test]
fn every_text_is_there_and_used() {
    let code = [include_str!("letter.rs"), include_str!("moment.rs")];
    let shared =
        code.iter().flat_map(|code| code.split('"').skip(1).step_by(2)).filter(|text| text.starts_with("mail-") && !text.contains('{'));
    let used: BTreeSet<_> = MailKind::iter().flat_map(of_kind).chain(shared.map(str::to_owned)).collect();
    let defined: BTreeSet<_> = variables(Language::English).into_keys().collect();
    assert_eq!(defined.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "defined but not used");
    assert_eq!(used.difference(&defined).collect::<Vec<_>>(), Vec::<&String>::new(), "used but not defined");
}

#[test]
fn texts_are_typeset_and_have_no_addresses() {
    for language in Language::iter() {
        for resource in &resources(language) {
            for text in syntax::texts(resource) {
                for written in text.written {
                    assert!(!written.contains(['\'', '"']), "{}: straight quotes in {written}", text.key);
                    assert!(!written.contains("://") && !written.contains("www."), "{}: an address in {written}", text.key);
                }
            }
        }
    }
}

/// Titles are subjects, too: nothing in them is what a user chose, and the variables of texts are numbers and names of the installation.
#[test]
fn variables_are_never_what_a_user_chose() {
    let known = ["issuer", "support", "count", "remaining", "hours", "minutes", "day", "month", "year", "time", "number"];
    for (key, variables) in variables(Language::English) {
        assert!(variables.iter().all(|name| known.contains(&name.as_str())), "{key}: {variables:?}");
    }
}
