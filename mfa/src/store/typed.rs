//! Codes as people type, paste and dictate them.
//!
//! Keyboards of many languages have their own digits, word processors insert long dashes and invisible marks, and a code copied from a list brings
//! its number along. None of these counts as a mistake.

use icu_properties::{
    CodePointMapData,
    props::{GeneralCategory, GeneralCategoryGroup},
};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Longest input in bytes. Longer input isn't a typed code.
const LONGEST: usize = 256;

/// The typed code: the first reading of the text that `code` accepts.
///
/// Digits of any script count as digits, and full-width letters as letters. Spaces, dashes, dots and invisible marks are ignored. So is the number of
/// the code in a list, if the text with it is no code.
pub(crate) fn read<T>(typed: &str, code: impl Fn(&str) -> Option<T>) -> Option<T> {
    if typed.len() > LONGEST {
        return None;
    }
    let plain: Zeroizing<String> = Zeroizing::new(typed.nfkc().map(plain_digit).collect());
    code(&symbols(&plain)).or_else(|| code(&symbols(without_number(&plain)?)))
}

/// The text without separators.
fn symbols(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.chars().filter(|c| !is_separator(*c)).collect())
}

fn is_separator(c: char) -> bool {
    /// U+2212, which Unicode classifies as a mathematical symbol, not as a dash.
    const MINUS: char = '−';
    let separators = GeneralCategoryGroup::Punctuation.union(GeneralCategoryGroup::Separator).union(GeneralCategoryGroup::Format);
    c == MINUS || c.is_whitespace() || separators.contains(category(c))
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

/// A digit of any script as an ASCII digit. Unicode keeps the ten digits of a script in one run, in order (chapter 4.6).
fn plain_digit(c: char) -> char {
    let is_digit = |c: &char| category(*c) == GeneralCategory::DecimalNumber;
    if c.is_ascii() || !is_digit(&c) {
        return c;
    }
    let before = ('\0'..c).rev().take_while(is_digit).count();
    u32::try_from(before % 10).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
}

/// The text after `3.`, `3)` or `3 `.
fn without_number(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(is_separator);
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let follows = rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | ':' | ']'));
    ((1..=2).contains(&digits) && follows).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::read;

    fn six_digits(typed: &str) -> Option<String> {
        read(typed, |code| (code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit())).then(|| code.to_owned()))
    }

    #[test]
    fn digits_of_any_script_are_digits() {
        for typed in ["123456", "١٢٣٤٥٦", "۱۲۳۴۵۶", "१२३४५६", "১২৩৪৫৬", "๑๒๓๔๕๖", "１２３４５６", "𝟏𝟐𝟑𝟜𝟝𝟞", "𑁧𑁨𑁩𑁪𑁫𑁬"]
        {
            assert_eq!(six_digits(typed).as_deref(), Some("123456"), "{typed}");
        }
        assert_eq!(six_digits("٠٩۰۹０９").as_deref(), Some("090909"));
    }

    #[test]
    fn separators_and_marks_that_nobody_sees_are_left_out() {
        for typed in [
            "123 456",
            " 123\u{a0}456\n",
            "123\u{3000}456",
            "123\u{202f}456",
            "123-456",
            "123–456",
            "123—456",
            "123‑456",
            "123−456",
            "123－456",
            "123.456",
            "123·456",
            "123。456",
            "123456,",
            "123456.",
            "\u{feff}123456",
            "\u{200e}123456\u{200f}",
            "12\u{200b}34\u{2060}56",
            "\u{2066}123456\u{2069}",
            "12\u{ad}3456",
            "„123 456“",
            "(123456)",
            "• 123456",
        ] {
            assert_eq!(six_digits(typed).as_deref(), Some("123456"), "{typed:?}");
        }
    }

    #[test]
    fn the_number_in_a_list_is_left_out() {
        for typed in ["1. 123456", "10) 123456", "3: 123 456,", "7\t123456", "(2) 123456", "２．１２３４５６"] {
            assert_eq!(six_digits(typed).as_deref(), Some("123456"), "{typed:?}");
        }
        assert_eq!(six_digits("1.23456").as_deref(), Some("123456"), "it is a code as it is");
    }

    #[test]
    fn everything_else_is_left_as_it_is() {
        let long = "1".repeat(1000);
        for typed in ["", "12345", "1234567", "12345a", "+12345", "12345½", "123456\0", "123\u{7}456", "100. 123456", "¹²³⁴⁵⁶⁷", &long]
        {
            assert_eq!(six_digits(typed), None, "{typed:?}");
        }
    }
}
