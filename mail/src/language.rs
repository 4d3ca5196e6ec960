//! The languages that mails are written in.

use strum::{EnumIter, EnumString, IntoStaticStr};
use unic_langid::{LanguageIdentifier, langid};

/// A language that all mails exist in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
pub enum Language {
    /// English.
    #[default]
    #[strum(serialize = "en")]
    English,
    /// German, formally ("Sie").
    #[strum(serialize = "de")]
    German,
}

impl Language {
    /// The two-letter code, as in `Content-Language` and as the name of a folder of texts.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The language with this code, else English.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        code.parse().unwrap_or_default()
    }

    /// The direction in which it is written, as in the attribute `dir`.
    pub(crate) const fn direction(self) -> &'static str {
        match self {
            Self::English | Self::German => "ltr",
        }
    }

    pub(crate) const fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::English => langid!("en"),
            Self::German => langid!("de"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn codes_are_read() {
        assert_eq!(Language::from_code("de"), Language::German);
        assert_eq!(Language::from_code("tlh"), Language::English);
        assert_eq!(Language::German.code(), "de");
    }
}
