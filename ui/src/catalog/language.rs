//! The languages, and which one a visitor gets.

use crate::accept::weighted;
use fluent_templates::{LanguageIdentifier, langid};
use strum::EnumCount;

/// The maximum number of languages that are read from `Accept-Language`. Browsers send a handful.
const MOST_RANGES: usize = 32;

/// A language with a complete catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumCount)]
pub enum Language {
    /// English, the fallback.
    #[default]
    English,
    /// German, formally ("Sie").
    German,
}

impl Language {
    /// All languages, in the order in which the switch shows them.
    pub const ALL: [Self; Self::COUNT] = [Self::English, Self::German];

    /// The two-letter code: in the `lang` attribute, in the cookie and in the form that sets it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language's name in the language itself, so that its readers recognise it on a page in another language.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language with exactly this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The visitor's choice (the cookie's value), else the language that the browser prefers, else English.
    #[must_use]
    pub fn choose(cookie: Option<&str>, accept_language: Option<&str>) -> Self {
        cookie.and_then(Self::from_code).or_else(|| accept_language.and_then(Self::most_wanted)).unwrap_or_default()
    }

    /// Reads an `Accept-Language` header (RFC 9110, 12.5.4). If two languages have the same weight, the first one wins.
    fn most_wanted(header: &str) -> Option<Self> {
        let mut best: Option<(Self, u16)> = None;
        for (tag, weight) in weighted(header).take(MOST_RANGES) {
            let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
            let Some(language) = Self::from_code(&primary) else { continue };
            if weight > best.map_or(0, |(_, heaviest)| heaviest) {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }

    pub(super) fn identifier(self) -> &'static LanguageIdentifier {
        static ENGLISH: LanguageIdentifier = langid!("en");
        static GERMAN: LanguageIdentifier = langid!("de");
        match self {
            Self::English => &ENGLISH,
            Self::German => &GERMAN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, English, German};

    #[test]
    fn the_choice_of_the_visitor_wins() {
        assert_eq!(Language::choose(Some("de"), Some("en")), German);
        assert_eq!(Language::choose(Some("en"), Some("de")), English);
        assert_eq!(Language::choose(Some("tlh"), Some("de")), German);
        assert_eq!(Language::choose(None, None), English);
    }

    #[test]
    fn the_browser_is_asked_next() {
        for (header, expected) in [
            ("de", German),
            ("de-AT,de;q=0.9,en;q=0.8", German),
            ("fr-CH, fr;q=0.9, en;q=0.7, de;q=0.8, *;q=0.5", German),
            ("fr, en-GB;q=0.3, de;q=0.2", English),
            ("DE-at", German),
            ("en, de", English),
            ("de;q=0, en;q=0.1", English),
            ("de;q=0", English),
            ("de;q=1.5", English),
            ("de;q=abc", English),
            ("*", English),
            ("", English),
            (";;,,;q=,-", English),
            (&format!("{}de", "fr,".repeat(31)), German),
            (&format!("{}de", "fr,".repeat(32)), English),
        ] {
            assert_eq!(Language::choose(None, Some(header)), expected, "{header}");
        }
    }
}
