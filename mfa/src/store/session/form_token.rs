//! The token that binds a page to the session for which it was rendered. Every form and every call of a script carries it.
//!
//! It is the HMAC-SHA256 of the ids of the session and its account, under a key of the key file, so that it can't be forged. It stays the same for
//! the life of the session: a page opened before a step-up is still valid after it. A page opened before another user signed in, in another tab,
//! isn't.

use crate::{Forms, Session};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// Length of the truncated HMAC in bytes: 128 bits.
const BYTES: usize = 16;

/// Separates form tokens from other HMACs under the same key.
const LABEL: &[u8] = b"latchkey form token";

fn message(session: &Session) -> Vec<u8> {
    // Neither id contains a NUL.
    [LABEL, session.id.as_bytes(), session.account_id.as_bytes()].join(&0)
}

impl Forms<'_> {
    /// The form token of a session's pages: 22 characters of base64url.
    #[must_use]
    pub fn token(self, session: &Session) -> String {
        let tag = self.latchkey.vault().authenticate(&message(session));
        URL_SAFE_NO_PAD.encode(tag.get(..BYTES).unwrap_or(&tag))
    }

    /// Whether a page with this form token was rendered for the session.
    #[must_use]
    pub fn is_token_of(self, session: &Session, token: &str) -> bool {
        URL_SAFE_NO_PAD.decode(token).is_ok_and(|tag| tag.len() == BYTES && self.latchkey.vault().is_authentic(&message(session), &tag))
    }
}
