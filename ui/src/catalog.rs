//! Every sentence that people read, from the Fluent catalogues in `locales/`, in the language of the request.
//!
//! Only the server has the catalogues: pages are rendered with finished sentences, and islands read theirs from the page, so that the browser loads
//! no code for translations. Fluent's isolating marks are off, because accessible names are part of the public interface and invisible characters
//! would break them.

mod activity;
mod agent;
mod error;
mod language;
mod mail_kind;
mod share;
mod time;
mod zone;

#[cfg(test)]
pub(crate) mod catalogue_test;

use std::{borrow::Cow, collections::HashMap};

pub use fluent_templates::fluent_bundle::FluentValue;
pub use language::Language;
pub use zone::Zone;

fluent_templates::static_loader! {
    static CATALOGUE = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The catalogue, bound to one language and the visitor's time zone. Cheap to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Catalog {
    language: Language,
    zone: Zone,
}

impl Catalog {
    /// The sentences in `language`, with times in UTC.
    #[must_use]
    pub const fn new(language: Language) -> Self {
        Self { language, zone: Zone::UTC }
    }

    /// The same sentences, with times in `zone`.
    #[must_use]
    pub const fn in_zone(self, zone: Zone) -> Self {
        Self { zone, ..self }
    }

    /// The time zone in which times are shown.
    #[must_use]
    pub const fn zone(self) -> Zone {
        self.zone
    }

    /// The language of the sentences.
    #[must_use]
    pub const fn language(self) -> Language {
        self.language
    }

    /// The sentence under `key`.
    ///
    /// If the catalogue lacks the key, the key itself is returned: a page with one odd word is better than no page. A test checks that no key is
    /// missing.
    #[must_use]
    pub fn text(self, key: &'static str) -> String {
        self.look_up(key, None)
    }

    /// The sentence under `key`, with values for its variables.
    #[must_use]
    pub fn fill<const N: usize>(self, key: &'static str, values: [(&'static str, FluentValue<'_>); N]) -> String {
        self.look_up(key, Some(&named(values)))
    }

    /// The sentence of a `code` in a `family`, whose key [`key_of`] makes. A test looks for the sentences of all codes.
    pub(crate) fn of_code(self, family: &str, code: &str) -> String {
        self.look_up(&key_of(family, code), None)
    }

    fn look_up(self, key: &str, values: Option<&Values<'_>>) -> String {
        CATALOGUE.lookup_single_language(self.language.identifier(), key, values).unwrap_or_else(|error| {
            tracing::error!(key, language = self.language.code(), %error, "A sentence is missing from the catalogue");
            key.to_owned()
        })
    }

    /// The sentence under `key`. `None` if there is none.
    fn find(self, key: &str) -> Option<String> {
        CATALOGUE.lookup_single_language::<&str>(self.language.identifier(), key, None).ok()
    }
}

type Values<'a> = HashMap<Cow<'static, str>, FluentValue<'a>>;

fn named<'a>(values: impl IntoIterator<Item = (&'static str, FluentValue<'a>)>) -> Values<'a> {
    values.into_iter().map(|(name, value)| (Cow::Borrowed(name), value)).collect()
}

/// The key of the sentence of a `code` in a `family`: `error-not-found` for the error `not_found`.
fn key_of(family: &str, code: &str) -> String {
    [family, "-", code].concat().replace('_', "-")
}
