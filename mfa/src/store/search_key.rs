//! The texts by which people are searched and sorted: their names and addresses, without accents and case-folded.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// Separates the texts of one account. No search text contains it.
const BETWEEN: char = '\n';

/// The text of an account, any part of which finds it: the name, and the address as it is stored. People are sorted by its bytes.
pub(crate) fn search_text(name: &str, email: Option<&str>) -> String {
    let name = fold(name);
    match email.map(fold).filter(|email| *email != name) {
        Some(email) => format!("{name}{BETWEEN}{email}"),
        None => name,
    }
}

/// The range of the keys that begin with this folded text. Its end is above all of them, since 0xFF never occurs in UTF-8.
pub(crate) fn range(text: &str) -> (Vec<u8>, Vec<u8>) {
    let from = text.as_bytes().to_vec();
    let to = [from.as_slice(), &[u8::MAX]].concat();
    (from, to)
}

/// The `LIKE` pattern for texts that contain this one. Wildcards in the text are escaped with `\`.
pub(crate) fn like(text: &str) -> String {
    let literal = text.chars().flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c]));
    ['%'].into_iter().chain(literal).chain(['%']).collect()
}

/// The text without the accents of Latin, Greek and Cyrillic letters, case-folded.
pub(crate) fn fold(text: &str) -> String {
    let bare = text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).map(without_stroke);
    bare.default_case_fold().nfc().collect()
}

/// The base letter of a letter that Unicode doesn't decompose, though people leave out its stroke when they type. Other letters stay as they are.
fn without_stroke(letter: char) -> char {
    match letter {
        'Ø' | 'ø' => 'o',
        'Ł' | 'ł' => 'l',
        'Đ' | 'đ' => 'd',
        'Ħ' | 'ħ' => 'h',
        'ı' => 'i',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_and_case_make_no_difference() {
        for (one, other) in [
            ("Müller", "mu\u{308}LLER"),
            ("Müller", "muller"),
            ("Łukasz Øster", "lukasz oster"),
            ("İstanbul", "istanbul"),
            ("ΆΡΗΣ", "αρησ"),
            ("Straße", "STRASSE"),
            ("ＦＵＬＬ", "full"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        // Marks that distinguish letters are kept, and so are syllables.
        assert_ne!(fold("か"), fold("が"));
        assert_eq!(fold("한글"), "한글");
    }

    #[test]
    fn somebody_is_found_by_what_they_are_called_and_by_the_stored_address() {
        assert_eq!(
            search_text("ada@münchen.example", Some("ada@xn--mnchen-3ya.example")),
            "ada@munchen.example\nada@xn--mnchen-3ya.example"
        );
        assert_eq!(search_text("ada@example.org", Some("ada@example.org")), "ada@example.org");
        assert_eq!(search_text("Ärnest Ödland", None), "arnest odland");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,12}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
