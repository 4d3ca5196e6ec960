//! Email addresses: normalised once, so that every spelling of one address is one account and one bucket.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// RFC 5321 §4.5.3.1: 64 octets before the `@`, 254 in all.
const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;
/// Octets that are looked at. Normalising makes one of four at most, so what is longer can't become an address.
const LOOKED_AT: usize = 4 * LONGEST;

/// A normalised address: NFC, case-folded, trimmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Email(String);

impl Email {
    /// Nothing if `typed` isn't an address that mail could reach.
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.len() > LOOKED_AT {
            return None;
        }
        let email: String = typed.nfc().default_case_fold().nfc().collect();
        let (local, domain) = email.split_once('@')?;
        let fits = email.len() <= LONGEST && (1..=LONGEST_LOCAL).contains(&local.len());
        (fits && local.chars().all(plain) && is_domain(domain)).then_some(Self(email))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    pub(crate) fn local(&self) -> &str {
        self.0.split_once('@').map_or("", |(local, _)| local)
    }
}

/// Neither space nor control nor invisible character, nor one that has a meaning in an address list or an `otpauth:` label.
fn plain(c: char) -> bool {
    !(c.is_control() || c.is_whitespace() || is_invisible(c) || "@:;,<>()[]\\\"".contains(c))
}

/// Takes no room, or turns the direction of what follows: two texts that differ in it look the same.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c == '-' || c.is_alphanumeric())
    };
    domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(typed: &str) -> Option<String> {
        Email::parse(typed).map(|email| email.0)
    }

    #[test]
    fn spellings_of_one_address_are_one() {
        let one = parse("jürgen@example.org");
        assert!(one.is_some());
        for spelling in [" JÜRGEN@Example.ORG ", "ju\u{308}rgen@example.org", "JU\u{308}RGEN@EXAMPLE.org"] {
            assert_eq!(parse(spelling), one, "{spelling:?}");
        }
        assert_eq!(parse("STRASSE@example.org"), parse("straße@example.org"));
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        for typed in ["", "a", "@b", "a@", "a@b@c", "a b@c.d", "a@b..c", "a@-b.c", "a\r\nb@c.d", "a\u{200b}@c.d", "a:b@c.d", "a@b.c\0"] {
            assert_eq!(parse(typed), None, "{typed:?}");
        }
        assert_eq!(parse(&format!("{}@example.org", "a".repeat(65))), None);
        assert_eq!(parse(&format!("{}@example.org", "\u{fb2c}".repeat(20_000))), None);
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(typed in "\\PC{1,12}@[a-zA-Z]{1,8}\\.[a-z]{2}") {
            if let Some(email) = Email::parse(&typed) {
                prop_assert_eq!(Email::parse(email.as_str()), Some(email.clone()));
            }
        }
    }
}
