//! The client data: the part of the browser's answer that names the challenge and the page that asked.
//!
//! webauthn-rs parses it again and makes its own checks. This parser finds the ceremony, and refuses values that the library accepts.

use super::refusal::malformed;
use crate::Error;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The value of `type` for each kind of ceremony.
pub(super) const CREATE: &str = "webauthn.create";
pub(super) const GET: &str = "webauthn.get";

/// `CollectedClientData` of WebAuthn Level 3 §5.8.1.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    cross_origin: Option<bool>,
    top_origin: Option<Value>,
}

impl ClientData {
    /// # Errors
    ///
    /// [`Error::MalformedRequest`], also for duplicate members, which two parsers may read differently.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Error> {
        serde_json::from_slice(bytes).map_err(malformed)
    }

    /// The key of the ceremony.
    pub(super) fn challenge_hash(&self) -> Result<Vec<u8>, Error> {
        let challenge = URL_SAFE_NO_PAD.decode(&self.challenge).map_err(malformed)?;
        Ok(challenge_hash(&challenge))
    }

    /// # Errors
    ///
    /// [`Error::PasskeyRefused`] for another kind, another origin, or a page framed by another site.
    pub(super) fn check(&self, kind: &str, origin: &str) -> Result<(), Error> {
        let framed = self.cross_origin == Some(true) || self.top_origin.is_some();
        let fits = self.kind == kind && self.origin == origin && !framed;
        if fits { Ok(()) } else { Err(Error::PasskeyRefused) }
    }
}

pub(super) fn challenge_hash(challenge: &[u8]) -> Vec<u8> {
    Sha256::digest(challenge).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://example.org";

    fn check(client_data: &str) -> Result<(), Error> {
        ClientData::parse(client_data.as_bytes())?.check(GET, ORIGIN)
    }

    #[test]
    fn only_our_own_page_asked() {
        let data = |extra: &str| format!(r#"{{"type":"webauthn.get","challenge":"AA","origin":"{ORIGIN}"{extra}}}"#);
        for extra in ["", r#","crossOrigin":false"#, r#","future":{"a":[1]}"#] {
            assert_eq!(check(&data(extra)), Ok(()), "{extra}");
        }
        for extra in [r#","crossOrigin":true"#, r#","topOrigin":"https://example.org""#, r#","crossOrigin":false,"topOrigin":1"#] {
            assert_eq!(check(&data(extra)), Err(Error::PasskeyRefused), "{extra}");
        }
        assert_eq!(check(&data(r#","origin":"https://example.org""#)), Err(Error::MalformedRequest), "twice");
    }
}
