//! Domains in other scripts: one ASCII form, as browsers make it, for storing and comparing, and one in the domain's own script for people.

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use unicode_security::{RestrictionLevel, RestrictionLevelDetection, confusable_detection::skeleton};

/// The form in which a browser's form sends the domain of an address (UTS 46, non-transitional). `None` if it isn't a domain.
pub(super) fn to_ascii(typed: &str) -> Option<String> {
    // Existing domains have hyphens at the third and fourth place.
    let domain = Uts46::new().to_ascii(typed.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Verify).ok()?;
    Some(domain.into_owned())
}

/// Every label of an ASCII form in its own script, even if it can be mistaken for another one: for comparing, not for people.
pub(super) fn to_unicode(domain: &str) -> String {
    Uts46::new().to_unicode(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast).0.into_owned()
}

/// The form of an ASCII domain for people: labels in their own script if they can't be mistaken for others, otherwise in ASCII.
pub(super) fn shown(domain: &str) -> String {
    let (unicode, valid) =
        Uts46::new().to_user_interface(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, |label, _, is_bidi| {
            // In a line of text, the parts of a right-to-left domain may change places.
            !is_bidi && is_unmistakable(&label.iter().collect::<String>())
        });
    let is_same = valid.is_ok() && to_ascii(&unicode).as_deref() == Some(domain);
    if is_same { unicode.into_owned() } else { domain.to_owned() }
}

/// Whether a label is of one script, or a usual mixture (UTS 39 §5.2), of letters in use today, and doesn't look like ASCII as a whole, as Cyrillic
/// `аррӏе` does.
fn is_unmistakable(label: &str) -> bool {
    label.check_restriction_level(RestrictionLevel::HighlyRestrictive) && !skeleton(label).all(|c| c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_those_that_browsers_send() {
        for (typed, sent) in [
            ("München.Example", "xn--mnchen-3ya.example"),
            ("mu\u{308}nchen.example", "xn--mnchen-3ya.example"),
            ("xn--mnchen-3ya.example", "xn--mnchen-3ya.example"),
            ("XN--MNCHEN-3YA.example", "xn--mnchen-3ya.example"),
            ("straße.example", "xn--strae-oqa.example"),
            ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
            ("a--b.example", "a--b.example"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(to_ascii(typed).as_deref(), Some(sent), "{typed}");
        }
    }

    #[test]
    fn no_domain_is_made_of_anything_else() {
        let long = "ü".repeat(60);
        for typed in [
            "",
            ".",
            "a..b",
            "a.",
            "-a.b",
            "a-.b",
            "a b",
            "a_b",
            "xn--zzzzzz",
            "xn--mnchen-3yA\u{200d}",
            "\u{5d0}a.b",
            "⒈com",
            "a\0",
            &long,
        ] {
            assert_eq!(to_ascii(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn people_read_a_domain_in_its_own_script_unless_it_looks_like_another() {
        for domain in ["münchen.example", "例え.テスト", "пример.рф", "λόγος.example", "a--b.example"] {
            assert_eq!(shown(&to_ascii(domain).unwrap()), domain);
        }
        // Cyrillic that looks like Latin; Latin with a Cyrillic letter; a dotless i; right to left; punycode of a forbidden label.
        for domain in ["аррӏе.example", "münсhen.example", "ıstanbul.example", "שלום.example", "שלום.ישראל"] {
            let ascii = to_ascii(domain).unwrap();
            assert_eq!(shown(&ascii), ascii, "{domain}");
        }
        assert_eq!(shown("xn--zzzzzz.example"), "xn--zzzzzz.example");
        assert_eq!(shown(&to_ascii("аррӏе.münchen.example").unwrap()), "xn--80ak6aa92e.münchen.example");
    }
}
