//! The rules for new passwords (NIST SP 800-63B-4 §3.1.1.2): long enough, any characters, and not among the first guesses.
//!
//! There are no composition rules, and passwords don't expire.

use crate::{Error, email::Email};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;
use zxcvbn::{Entropy, Score, matching::patterns::MatchPattern, zxcvbn};

/// Characters; the standards require at least 64.
const MAXIMUM: u32 = 256;
/// Characters read of the typed text. NFC composes at most four into one, so a text with this many is too long for a password.
const LOOKED_AT: usize = 4 * (MAXIMUM as usize + 1);
/// Characters that are estimated together. The estimator's time grows faster than the square of their number: at worst, 32 take a core 0.1 s and 64
/// take it 0.5 s.
const ESTIMATED: usize = 32;
/// Number of such parts that are estimated: a long password is refused if its first and second part are both guessed quickly.
const ESTIMATES: usize = 2;

/// The form in which passwords are hashed: NFC, so that the same password typed on another keyboard fits. A text that is too long for a password is
/// cut to a part that is too long as well.
pub(crate) fn normalise(typed: &str) -> Zeroizing<String> {
    Zeroizing::new(typed.chars().take(LOOKED_AT).nfc().collect())
}

/// The length of a new password in characters: known after the password itself was hashed, when the policy may demand more than before.
#[derive(Clone, Copy)]
pub(crate) struct Length(u32);

impl Length {
    fn of(password: &str) -> Self {
        Self(u32::try_from(password.chars().count()).unwrap_or(u32::MAX))
    }

    /// # Errors
    ///
    /// [`Error::PasswordTooShort`].
    pub(crate) fn require(self, minimum: u32) -> Result<(), Error> {
        if self.0 < minimum { Err(Error::PasswordTooShort { minimum }) } else { Ok(()) }
    }
}

/// Checks a new password, given in its normalised form, against the rules that take next to no time.
pub(crate) fn check(password: &str, minimum: u32, email: &Email, issuer: &str) -> Result<Length, Error> {
    let length = Length::of(password);
    length.require(minimum)?;
    if length.0 > MAXIMUM {
        return Err(Error::PasswordTooLong { maximum: MAXIMUM });
    }
    let lower = password.to_lowercase();
    if own_words(email, issuer).iter().any(|word| lower == word.to_lowercase()) {
        return Err(Error::PasswordContainsEmail);
    }
    Ok(length)
}

/// Estimates how soon a new password, given in its normalised form, would be guessed. This takes a core up to a tenth of a second, so it belongs in a
/// [slot](super::Slot::work).
pub(crate) fn check_strength(password: &str, email: &Email, issuer: &str) -> Result<(), Error> {
    let own = own_words(email, issuer);
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    let mut verdict = Err(Error::PasswordGuessable);
    let mut rest = password.chars();
    for _ in 0..ESTIMATES {
        let part: Zeroizing<String> = Zeroizing::new(rest.by_ref().take(ESTIMATED).collect());
        verdict = check_part(&part, part.len() == password.len(), &own);
        // The whole password is at least as hard to guess as a part of it.
        if verdict.is_ok() || rest.as_str().is_empty() {
            break;
        }
    }
    verdict
}

/// The first guesses at this account's password: the address, also in its own script, its local part, and the name of the service.
fn own_words(email: &Email, issuer: &str) -> Vec<String> {
    let stored = [email.as_str(), email.local(), issuer].map(str::to_owned);
    stored.into_iter().chain(email.in_own_script()).collect()
}

fn check_part(part: &str, is_all: bool, own: &[&str]) -> Result<(), Error> {
    let entropy = zxcvbn(part, own);
    match only_word(&entropy).filter(|_| is_all) {
        Some(word) if own.iter().any(|own| own.to_lowercase() == word) => Err(Error::PasswordContainsEmail),
        Some(_) => Err(Error::PasswordTooCommon),
        None if entropy.score() <= Score::One => Err(Error::PasswordGuessable),
        None => Ok(()),
    }
}

/// The word of the estimator's lists that makes up the whole password, also with substituted letters or reversed.
fn only_word(entropy: &Entropy) -> Option<&str> {
    match entropy.sequence() {
        [only] => match &only.pattern {
            MatchPattern::Dictionary(word) => Some(&word.matched_word),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(password: &str, minimum: u32) -> Result<(), Error> {
        let (password, email) = (normalise(password), Email::parse("margaret.hamilton@example.org").unwrap());
        check(&password, minimum, &email, "Latchkey")?;
        check_strength(&password, &email, "Latchkey")
    }

    #[test]
    fn the_reason_is_told() {
        assert_eq!(judge("short", 8), Err(Error::PasswordTooShort { minimum: 8 }));
        assert_eq!(judge(&"long ".repeat(52), 8), Err(Error::PasswordTooLong { maximum: 256 }));
        assert_eq!(judge("password", 8), Err(Error::PasswordTooCommon));
        assert_eq!(judge("iloveyou", 8), Err(Error::PasswordTooCommon));
        assert_eq!(judge("P@ssw0rd", 8), Err(Error::PasswordTooCommon));
        for own in ["Margaret.Hamilton", "M4rg4ret.Hamilton", "notlimaH.teragraM", "latchkey", "l4tchk3y"] {
            assert_eq!(judge(own, 8), Err(Error::PasswordContainsEmail), "{own}");
        }
        assert_eq!(judge("aaaaaaaaaaaaaaaa", 15), Err(Error::PasswordGuessable));
        assert_eq!(judge("12345678901234567890", 15), Err(Error::PasswordGuessable));
    }

    #[test]
    fn any_characters_make_a_good_one() {
        for password in
            ["correct horse battery staple", "tief im wald ein ofen 🔥", "ünïcödé-öf-sorts", "x7#pQ!m2vR", "日本語のパスワードです長い"]
        {
            assert_eq!(judge(password, 8), Ok(()), "{password}");
        }
    }

    #[test]
    fn length_counts_characters_in_their_composed_form() {
        let decomposed = "u\u{308}".repeat(8);
        assert_eq!(judge(&decomposed, 9), Err(Error::PasswordTooShort { minimum: 9 }));
    }

    #[test]
    fn a_weak_beginning_doesnt_spoil_a_long_password() {
        assert_eq!(judge(&format!("{}tief im wald ein ofen", "a".repeat(32)), 15), Ok(()));
        assert_eq!(judge(&"a".repeat(256), 15), Err(Error::PasswordGuessable));
    }

    #[test]
    fn of_what_is_too_long_a_part_is_looked_at() {
        for typed in ["a".repeat(64 * 1024), "u\u{308}".repeat(32 * 1024), "\u{1100}\u{1161}\u{11a8}".repeat(7000)] {
            let normalised = normalise(&typed);
            assert!(normalised.chars().count() <= LOOKED_AT);
            assert_eq!(judge(&typed, 15), Err(Error::PasswordTooLong { maximum: MAXIMUM }));
        }
        let longest = "\u{3b1}\u{313}\u{300}\u{345}".repeat(256);
        assert_eq!(normalise(&longest).chars().count(), 256, "four of them are one");
    }

    /// The estimator tries every way to read these characters as letters. A password of this length would take it seconds if estimated as a whole.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the time that something takes is measured")]
    fn the_worst_password_takes_the_estimator_no_longer_than_a_hash_or_two() {
        let worst: String = "@4({[<3691!|0$5+7%2".chars().cycle().take(256).collect();
        let began = std::time::Instant::now();
        assert_eq!(judge(&worst, 15), Ok(()));
        assert!(began.elapsed() < std::time::Duration::from_secs(2), "{:?}", began.elapsed());
    }
}
