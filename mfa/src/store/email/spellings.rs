//! The spellings under which an existing account may be stored.

use super::{Email, LOOKED_AT, address, domain, normalise_local, plain_local};
use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// Characters that count if the text isn't an address.
const LONGEST_TYPED: usize = 256;

/// The addresses under which the account of a typed address may be stored, in order of preference.
///
/// Until domains in another script had one form, an address was stored as it was typed, in lower case. Most were converted to that form since.
/// Addresses that couldn't be converted, because another account has the form or because browsers don't accept the domain, are still found as they
/// are stored.
pub(crate) struct Spellings {
    /// As typed, in another script.
    as_typed: Option<String>,
    canonical: Option<String>,
    /// As it was stored before, when folding replaced letters that make a difference in a domain: `straße` was `strasse`.
    folded: Option<String>,
}

impl Spellings {
    pub(crate) fn of(typed: &str) -> Self {
        let before = before(typed);
        let canonical = Email::parse_stored(typed).map(|email| email.0);
        let folded = match &canonical {
            Some(email) => email.split_once('@').and_then(|(local, ascii)| {
                let folded: String = domain::to_unicode(ascii).chars().default_case_fold().nfc().collect();
                Some(format!("{local}@{}", domain::to_ascii(&folded)?))
            }),
            None => before.clone(),
        };
        let as_typed = before.filter(|email| email.split_once('@').is_some_and(|(_, domain)| !domain.is_ascii()));
        Self { as_typed, canonical, folded }
    }

    /// In the order of the search.
    pub(crate) fn in_order(&self) -> [Option<&str>; 3] {
        [&self.as_typed, &self.canonical, &self.folded].map(Option::as_deref)
    }

    /// The present form. `None` if the text isn't an address.
    pub(crate) fn canonical(&self) -> Option<&str> {
        self.canonical.as_deref()
    }

    /// The forms for an operator who names an account: `straße` isn't `strasse`, which may belong to another account.
    pub(crate) fn exact(&self) -> [Option<&str>; 3] {
        let [as_typed, canonical, folded] = self.in_order();
        [as_typed, canonical, folded.filter(|_| canonical.is_none())]
    }

    /// Whether these are spellings of the stored address. An address found by its old form alone, `strasse` for `straße`, has a domain of its own
    /// today.
    pub(crate) fn are_of(&self, stored: &str) -> bool {
        self.exact().contains(&Some(stored))
    }

    /// The key by which attempts are counted if there is no such account: one key for all spellings that could mean the same account, also for texts
    /// that aren't addresses.
    pub(crate) fn name(&self, typed: &str) -> String {
        match self.folded.as_ref().or(self.canonical.as_ref()) {
            Some(email) => email.clone(),
            None => typed.trim().chars().take(LONGEST_TYPED).collect::<String>().to_lowercase(),
        }
    }
}

/// The form in which older versions stored addresses.
fn before(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.len() > LOOKED_AT {
        return None;
    }
    let (local, domain) = typed.split_once('@')?;
    let local = normalise_local(local);
    let domain: String = domain.nfc().default_case_fold().nfc().collect();
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c == '-' || c.is_alphanumeric())
    };
    (plain_local(&local) && domain.split('.').all(label)).then(|| address(&local, &domain))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(stored: &str, typed: &str) -> Option<usize> {
        Spellings::of(typed).in_order().iter().position(|email| *email == Some(stored))
    }

    #[test]
    fn an_account_is_found_by_every_spelling_of_its_domain() {
        for typed in [
            "ada@münchen.example",
            "ADA@MÜNCHEN.example",
            "ada@mu\u{308}nchen.example",
            "ada@xn--mnchen-3ya.example",
            " ada@münchen。example",
        ] {
            assert_eq!(found("ada@xn--mnchen-3ya.example", typed), Some(1), "{typed}");
            assert_eq!(Spellings::of(typed).name(typed), "ada@xn--mnchen-3ya.example");
        }
        assert_eq!(found("ada@example.org", "Ada@Example.org"), Some(1));
    }

    #[test]
    fn one_that_is_stored_as_before_is_found_as_before() {
        assert_eq!(found("ada@münchen.example", "Ada@München.example"), Some(0));
        // Not domains to browsers: a label that isn't punycode, and one of unclear direction.
        assert_eq!(found("ada@xn--zzzzzz.example", "ada@xn--ZZZZZZ.example"), Some(2));
        assert_eq!(found("ada@\u{5d0}a.example", "ada@\u{5d0}a.example"), Some(0));
        for typed in ["ädä@straße.example", "ädä@xn--strae-oqa.example"] {
            assert_eq!((found("ädä@xn--strae-oqa.example", typed), found("ädä@strasse.example", typed)), (Some(1), Some(2)), "{typed}");
        }
    }

    #[test]
    fn an_address_is_the_same_in_every_spelling() {
        for (stored, typed) in [
            ("ada@xn--mnchen-3ya.example", " Ada@MÜNCHEN.example"),
            ("ada@münchen.example", "ada@münchen.example"),
            ("ada@xn--zzzzzz.example", "ada@xn--ZZZZZZ.example"),
        ] {
            assert!(Spellings::of(typed).are_of(stored), "{typed}");
        }
        for typed in ["bea@münchen.example", "ada@straße.example", ""] {
            assert!(!Spellings::of(typed).are_of("ada@strasse.example"), "{typed}");
        }
    }

    #[test]
    fn what_is_not_an_address_has_a_name_as_well() {
        for typed in ["", "ada", "ada@", "@example.org", "a@b@c", " ADA "] {
            let spellings = Spellings::of(typed);
            assert_eq!(spellings.in_order(), [None; 3], "{typed}");
            assert_eq!(spellings.name(typed), typed.trim().to_lowercase());
        }
        assert_eq!(Spellings::of(&"x".repeat(9_999)).name(&"x".repeat(9_999)).len(), LONGEST_TYPED);
    }
}
