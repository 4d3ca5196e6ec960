//! What ties a page to the session for which it was drawn: every form carries it, and every call of a script.
//!
//! It is the HMAC-SHA256 of the session's id and its account's, under a key of the key file, so that nobody can make one. It stays the same
//! for the life of the session: a page that was opened before a step-up is still one of the same session. A page that was opened before
//! somebody else signed in, in another tab, is not.

use crate::{Forms, Session};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// Bytes of the HMAC that are carried: 128 bits.
const BYTES: usize = 16;

/// What sets it apart from anything else that is made with the same key.
const LABEL: &[u8] = b"latchkey form token";

fn message(session: &Session) -> Vec<u8> {
    // Neither id has a NUL in it.
    [LABEL, session.id.as_bytes(), session.account_id.as_bytes()].join(&0)
}

impl Forms<'_> {
    /// The form token of a session's pages: 22 characters of base64url.
    #[must_use]
    pub fn token(self, session: &Session) -> String {
        let tag = self.latchkey.vault().authenticate(&message(session));
        URL_SAFE_NO_PAD.encode(tag.get(..BYTES).unwrap_or(&tag))
    }

    /// Whether a page with this form token was drawn for the session.
    #[must_use]
    pub fn is_token_of(self, session: &Session, token: &str) -> bool {
        URL_SAFE_NO_PAD.decode(token).is_ok_and(|tag| tag.len() == BYTES && self.latchkey.vault().is_authentic(&message(session), &tag))
    }
}
