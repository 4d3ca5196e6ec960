//! The text of a key: `lk_live_`, 32 random bytes in base64url, and six characters by which a scanner for leaked secrets tells a key from another
//! text without asking anybody. They are the base64url of the first four bytes of the SHA-256 of the text before them.
//!
//! Keys from before have the prefix `lk_` and no such end.

use crate::{Error, Token, env::Env};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

const PREFIX: &str = "lk_live_";
/// The length of a key in bytes: its prefix, its random part and its end.
const LENGTH: usize = PREFIX.len() + 43 + END;
const END: usize = 6;

/// A new key, for the one time that it is shown.
pub struct NewKey(Zeroizing<String>);

impl NewKey {
    pub(super) fn generate(env: &Env) -> Result<Self, Error> {
        let begin = Zeroizing::new([PREFIX, Token::generate(env)?.expose()].concat());
        Ok(Self(Zeroizing::new([begin.as_str(), &end_of(&begin)].concat())))
    }

    /// The key itself, only for the page that shows it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Without the key.
impl std::fmt::Debug for NewKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewKey")
    }
}

fn end_of(begin: &str) -> String {
    let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(begin.as_bytes()));
    URL_SAFE_NO_PAD.encode([a, b, c, d])
}

/// The stored hash of a key. `None` for a text that can't be a key, such as one that lost a character on its way.
pub(super) fn hash(key: &str) -> Option<Vec<u8>> {
    let whole = !key.starts_with(PREFIX)
        || key.len() == LENGTH && key.split_at_checked(LENGTH - END).is_some_and(|(begin, end)| end == end_of(begin));
    whole.then(|| Sha256::digest(key.as_bytes()).to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::still;

    #[test]
    fn a_key_that_was_copied_wrongly_is_none() {
        let key = NewKey::generate(&still()).unwrap();
        let key = key.expose();
        assert!(hash(key).is_some());
        assert_ne!(hash(key), hash(NewKey::generate(&still()).unwrap().expose()));
        let (begin, end) = key.split_at(key.len() - 1);
        assert_eq!(hash(begin), None);
        assert_eq!(hash(&format!("{begin}{}", if end == "A" { "B" } else { "A" })), None);
        assert_eq!(hash(&format!("{key}A")), None);
        assert_eq!(hash("lk_live_"), None);
        assert_eq!(hash(&format!("lk_live_{}ü", "a".repeat(47))), None);
    }

    #[test]
    fn a_key_from_before_is_one_still() {
        assert!(hash(&format!("lk_{}", "a".repeat(43))).is_some());
    }
}
