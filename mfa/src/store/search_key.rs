//! By what people are found: what they are called, without accents and in small letters.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// Between the texts of one account: no search has it in it.
const BETWEEN: char = '\n';

/// The text of which any part finds somebody: what they are called, and the address as it is stored. People are sorted by its bytes.
pub(crate) fn search_text(name: &str, email: Option<&str>) -> String {
    let name = fold(name);
    match email.map(fold).filter(|email| *email != name) {
        Some(email) => format!("{name}{BETWEEN}{email}"),
        None => name,
    }
}

/// From the first key that begins with this folded text to where such keys end: no byte of UTF-8 is as great as the last one here.
pub(crate) fn range(text: &str) -> (Vec<u8>, Vec<u8>) {
    let from = text.as_bytes().to_vec();
    let to = [from.as_slice(), &[u8::MAX]].concat();
    (from, to)
}

/// The pattern, with `\` before what is meant literally, of texts that this one is a part of.
pub(crate) fn like(text: &str) -> String {
    let literal = text.chars().flat_map(|c| matches!(c, '%' | '_' | '\\').then_some('\\').into_iter().chain([c]));
    ['%'].into_iter().chain(literal).chain(['%']).collect()
}

/// Without the accents of Latin, Greek and Cyrillic letters, and case-folded.
pub(crate) fn fold(text: &str) -> String {
    let bare = text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).map(without_stroke);
    bare.default_case_fold().nfc().collect()
}

/// Letters whose stroke is part of them to Unicode, and to people something that they leave out.
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
        // Marks that make another letter stay, and so do syllables.
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
