//! Text that others chose, made harmless before it stands in a mail.

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{DefaultIgnorableCodePoint, GeneralCategory},
};

/// Longest text of others, in characters.
const LONGEST: usize = 300;

/// `text` on one line, without control characters and characters that can't be seen. Those that change the direction of text are among
/// them: they would have a reader see another order than there is.
pub(crate) fn visible(text: &str) -> String {
    let shown: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| is_shown(*c)).collect();
    shown.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The same for text that somebody else chose, such as a reason or the name of a device. Besides, it is at most 300 characters long, and mail
/// programs find no address in it that they would turn into a link: `example.com` becomes `example[.]com`.
#[must_use]
pub fn inert(text: &str) -> String {
    let text = visible(text).replace("://", "[:]//");
    let letters: Vec<char> = text.chars().collect();
    let mut inert = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate().take(LONGEST) {
        let (before, after) = letters.split_at(at);
        match letter {
            '.' if is_dot_of_a_domain(before, after) => inert.push_str("[.]"),
            letter => inert.push(*letter),
        }
    }
    if letters.len() > LONGEST {
        inert.push('…');
    }
    inert
}

/// Whether a dot stands between what could be two labels of a domain. The last label of a domain has at least two characters and isn't a
/// number, so that `z.B.` and `2.5` stay as they are.
fn is_dot_of_a_domain(before: &[char], dot_and_after: &[char]) -> bool {
    let label: Vec<char> = dot_and_after.iter().skip(1).copied().take_while(|letter| letter.is_alphanumeric() || *letter == '-').collect();
    before.last().is_some_and(|letter| letter.is_alphanumeric()) && label.len() > 1 && !label.iter().all(char::is_ascii_digit)
}

fn is_shown(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let is_empty = matches!(
        category,
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
            | GeneralCategory::PrivateUse
            | GeneralCategory::Surrogate
            | GeneralCategory::Unassigned
    );
    !is_empty && !CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, inert, visible};

    #[test]
    fn what_cannot_be_seen_is_removed() {
        for (text, expected) in [
            ("Anna's phone", "Anna's phone"),
            ("a\r\nBcc: b", "a Bcc: b"),
            ("pay\u{202e}lap", "paylap"),
            ("zero\u{200b}width\u{feff}\u{2060}", "zerowidth"),
            ("\u{1b}[31mred", "[31mred"),
            ("tab\there\u{2028}there", "tab here there"),
            ("שלום", "שלום"),
            ("soft\u{ad}hyphen \u{e0061}", "softhyphen"),
        ] {
            assert_eq!(visible(text), expected);
        }
    }

    #[test]
    fn nothing_becomes_a_link() {
        for (text, expected) in [
            ("http://evil.example/a", "http[:]//evil[.]example/a"),
            ("www.evil.example", "www[.]evil[.]example"),
            ("write to a@evil.example.", "write to a@evil[.]example."),
            ("straße.example", "straße[.]example"),
            ("z.B. 2.5 mm, e.g. v1.2.10. Done", "z.B. 2.5 mm, e.g. v1.2.10. Done"),
        ] {
            assert_eq!(inert(text), expected);
        }
    }

    #[test]
    fn it_is_short() {
        assert_eq!(inert(&"x".repeat(LONGEST)).chars().count(), LONGEST);
        assert_eq!(inert(&"x".repeat(5000)).chars().count(), LONGEST + 1);
    }
}
