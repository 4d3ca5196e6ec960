//! Email addresses: normalised once, so that every spelling of one address is one account and one bucket.

mod domain;
mod spellings;

use caseless::Caseless;
use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{DefaultIgnorableCodePoint, GeneralCategory},
};
pub(crate) use spellings::Spellings;
use unicode_normalization::UnicodeNormalization;

/// RFC 5321 §4.5.3.1: 64 octets before the `@`, 254 in all.
const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;
/// Octets that are read. Normalising shortens a text to a quarter at most, so a longer text can't become an address.
const LOOKED_AT: usize = 4 * LONGEST;

/// A normalised address: NFC and case-folded before the `@`, the domain in ASCII, as it is looked up, after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Email(String);

impl Email {
    /// `None` if `typed` isn't an address that mail could reach, or looks like another address.
    pub(crate) fn parse(typed: &str) -> Option<Self> {
        Self::parse_stored(typed).filter(|email| !email.0.chars().any(is_invisible))
    }

    /// The same for an account that may have been created when more addresses were accepted.
    pub(crate) fn parse_stored(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if typed.len() > LOOKED_AT {
            return None;
        }
        let (local, domain) = typed.split_once('@')?;
        let local = normalise_local(local);
        let domain = domain::to_ascii(domain)?;
        plain_local(&local).then(|| address(&local, &domain))?.map(Self)
    }

    /// An address as it is stored, which today's rules need not accept.
    pub(crate) fn stored(email: &str) -> Self {
        Self(email.to_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// This address, which was typed like this, in the spelling that mail is sent to: the local part as typed, since a mail server may distinguish
    /// case, and the domain in ASCII.
    pub(crate) fn spelled(&self, typed: &str) -> String {
        let local = typed.trim().split_once('@').map_or("", |(local, _)| local);
        let domain = self.0.split_once('@').map_or("", |(_, domain)| domain);
        [local, "@", domain].concat()
    }

    /// The same with the domain in its own script. `None` if people read it in ASCII.
    pub(crate) fn in_own_script(&self) -> Option<String> {
        let (local, domain) = self.0.split_once('@')?;
        let shown = domain::shown(domain);
        (shown != domain).then(|| format!("{local}@{shown}"))
    }

    /// The part before the `@`.
    pub(crate) fn local(&self) -> &str {
        self.0.split_once('@').map_or("", |(local, _)| local)
    }
}

fn normalise_local(local: &str) -> String {
    local.nfc().default_case_fold().nfc().collect()
}

fn plain_local(local: &str) -> bool {
    (1..=LONGEST_LOCAL).contains(&local.len()) && local.chars().all(plain)
}

fn address(local: &str, domain: &str) -> Option<String> {
    let address = format!("{local}@{domain}");
    (address.len() <= LONGEST).then_some(address)
}

/// Not a space, control character or layout mark, nor a character with a meaning in an address list or an `otpauth:` label.
fn plain(c: char) -> bool {
    !(c.is_control() || c.is_whitespace() || is_layout_mark(c) || "@:;,<>()[]\\\"".contains(c))
}

fn is_layout_mark(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Whether the character has no width, is blank, or changes the direction of the following text: two texts that differ in it look the same.
pub(crate) fn is_invisible(c: char) -> bool {
    /// Braille without dots, the object replacement character, and letters and notes without a glyph: Unicode counts them as visible, but they are
    /// blank.
    const BLANKS: [char; 6] = ['\u{2800}', '\u{fffc}', '\u{13441}', '\u{13442}', '\u{16fe4}', '\u{1d159}'];
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    BLANKS.contains(&c)
        || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
        || matches!(category, GeneralCategory::Format | GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator)
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
        assert_eq!(parse("jürgen@münchen.example"), parse("jürgen@xn--mnchen-3ya.example"));
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        for typed in ["", "a", "@b", "a@", "a@b@c", "a b@c.d", "a@b..c", "a@-b.c", "a\r\nb@c.d", "a\u{200b}@c.d", "a:b@c.d", "a@b.c\0"] {
            assert_eq!(parse(typed), None, "{typed:?}");
        }
        assert_eq!(parse(&format!("{}@example.org", "a".repeat(65))), None);
        assert_eq!(parse(&format!("{}@example.org", "\u{fb2c}".repeat(20_000))), None);
    }

    #[test]
    fn nothing_invisible_is_part_of_an_address() {
        for c in [
            '\u{34f}',
            '\u{61c}',
            '\u{115f}',
            '\u{180e}',
            '\u{200d}',
            '\u{202e}',
            '\u{2800}',
            '\u{3164}',
            '\u{fe0f}',
            '\u{fffc}',
            '\u{1d159}',
            '\u{e0041}',
        ] {
            assert_eq!(parse(&format!("ad{c}a@example.org")), None, "{c:?}");
        }
        assert!(parse("ädä@example.org").is_some() && parse("อาดา@example.org").is_some());
    }

    #[test]
    fn people_read_the_domain_in_its_own_script() {
        let email = Email::parse("ada@münchen.example").unwrap();
        assert_eq!((email.as_str(), email.in_own_script().as_deref()), ("ada@xn--mnchen-3ya.example", Some("ada@münchen.example")));
        assert_eq!(Email::parse("ada@example.org").unwrap().in_own_script(), None);
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(typed in "\\PC{1,12}@[a-zA-Z]{1,8}\\.[a-z]{2}|[a-z]{1,3}@\\PC{1,9}\\.\\PC{1,3}") {
            if let Some(email) = Email::parse(&typed) {
                prop_assert_eq!(Email::parse(email.as_str()), Some(email.clone()));
                if let Some(shown) = email.in_own_script() {
                    prop_assert_eq!(Email::parse(&shown), Some(email.clone()));
                }
            }
        }
    }
}
