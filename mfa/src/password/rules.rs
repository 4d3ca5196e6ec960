//! Which passwords are accepted (NIST SP 800-63B-4 §3.1.1.2): long enough, any characters, and not one that is tried first.
//!
//! There are no rules about kinds of characters, and none about age.

use crate::{Error, email::Email};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;
use zxcvbn::{Entropy, Score, matching::patterns::MatchPattern, zxcvbn};

/// Characters; the standards ask for 64 at least.
const MAXIMUM: u32 = 256;
/// The estimator's time grows with the square of the length, and a weak password doesn't get this long.
const ESTIMATED: usize = 64;

/// The form in which passwords are hashed: NFC, so that the same password typed on another keyboard fits.
pub(crate) fn normalise(typed: &str) -> Zeroizing<String> {
    Zeroizing::new(typed.nfc().collect())
}

/// Checks a new password, given in its normalised form.
pub(crate) fn check(password: &str, minimum: u32, email: &Email, issuer: &str) -> Result<(), Error> {
    let length = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
    if length < minimum {
        return Err(Error::PasswordTooShort { minimum });
    }
    if length > MAXIMUM {
        return Err(Error::PasswordTooLong { maximum: MAXIMUM });
    }
    let lower = password.to_lowercase();
    let own = [email.as_str(), email.local(), issuer];
    if own.iter().any(|word| lower == word.to_lowercase()) {
        return Err(Error::PasswordContainsEmail);
    }
    let estimated: Zeroizing<String> = Zeroizing::new(password.chars().take(ESTIMATED).collect());
    if is_one_word(&zxcvbn(&estimated, &[])) {
        return Err(Error::PasswordTooCommon);
    }
    let entropy = zxcvbn(&estimated, &own);
    if is_one_word(&entropy) {
        return Err(Error::PasswordContainsEmail);
    }
    if entropy.score() <= Score::One {
        return Err(Error::PasswordGuessable);
    }
    Ok(())
}

/// The whole password is one entry of the estimator's lists, be it in other letters or turned round.
fn is_one_word(entropy: &Entropy) -> bool {
    matches!(entropy.sequence(), [only] if matches!(only.pattern, MatchPattern::Dictionary(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(password: &str, minimum: u32) -> Result<(), Error> {
        check(&normalise(password), minimum, &Email::parse("margaret.hamilton@example.org").unwrap(), "Latchkey")
    }

    #[test]
    fn the_reason_is_told() {
        assert_eq!(judge("short", 8), Err(Error::PasswordTooShort { minimum: 8 }));
        assert_eq!(judge(&"long ".repeat(52), 8), Err(Error::PasswordTooLong { maximum: 256 }));
        assert_eq!(judge("password", 8), Err(Error::PasswordTooCommon));
        assert_eq!(judge("iloveyou", 8), Err(Error::PasswordTooCommon));
        assert_eq!(judge("P@ssw0rd", 8), Err(Error::PasswordTooCommon));
        assert_eq!(judge("Margaret.Hamilton", 8), Err(Error::PasswordContainsEmail));
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
    fn a_password_as_long_as_allowed_is_judged_quickly_enough_to_finish() {
        let password: String = (0..256u32).filter_map(|n| char::from_u32(0x4e00 + n * 7)).collect();
        assert_eq!(judge(&password, 15), Ok(()));
    }
}
