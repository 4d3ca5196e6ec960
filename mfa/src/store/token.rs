//! A random secret of which the database keeps only the hash: in cookies, the links of mails, MFA tokens and applications' keys.

use crate::{Error, env::Env};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Random bytes in a token: 256 bits (ASVS 7.2.3 requires 128).
const BYTES: usize = 32;
/// The length of a token in base64url.
const LENGTH: usize = 43;

/// A secret of 256 bits. Its `Debug` output hides the value.
pub struct Token(Zeroizing<String>);

impl Token {
    pub(crate) fn generate(env: &Env) -> Result<Self, Error> {
        let bytes = Zeroizing::new(env.random::<BYTES>()?);
        Ok(Self(Zeroizing::new(URL_SAFE_NO_PAD.encode(*bytes))))
    }

    /// The token that a client has sent. `None` if its length isn't that of a token.
    pub(crate) fn parse(value: &str) -> Option<Self> {
        (value.len() == LENGTH).then(|| Self(Zeroizing::new(value.to_owned())))
    }

    /// The secret, only to hand it out.
    pub fn expose(&self) -> &str {
        &self.0
    }

    pub(crate) fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}
