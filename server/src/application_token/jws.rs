//! The parts of a signed token (RFC 7515, compact). Everything is bounded before it is read, and nothing counts before the signature is verified.

use super::InvalidToken;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Deserializer, de::IgnoredAny};

/// The longest token, in bytes.
const LONGEST: usize = 8 * 1024;
/// The longest header, in bytes of base64url.
const LONGEST_HEADER: usize = 1024;
/// The longest signature, in bytes of base64url: one by an RSA key of 8192 bits.
const LONGEST_SIGNATURE: usize = 1366;

/// The algorithms that keys are for (RFC 7518, RFC 8037).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Es256,
    Rs256,
    EdDsa,
    Hs256,
}

impl Algorithm {
    /// The algorithm of this name, spelled exactly. `None` for every other, "none" included.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "ES256" => Some(Self::Es256),
            "RS256" => Some(Self::Rs256),
            // The latter by RFC 9864.
            "EdDSA" | "Ed25519" => Some(Self::EdDsa),
            "HS256" => Some(Self::Hs256),
            _ => None,
        }
    }
}

/// A token whose signature isn't verified yet.
pub(super) struct Jws<'a> {
    pub(super) algorithm: Algorithm,
    pub(super) kid: Option<String>,
    /// Everything that the signature is about.
    pub(super) signed: &'a [u8],
    pub(super) signature: Vec<u8>,
    payload: &'a str,
}

/// The members that count. Others are ignored, as RFC 7515 requires.
#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default)]
    typ: Option<String>,
    // These name keys, which come from the settings alone, or change the meaning of the rest.
    #[serde(default)]
    jku: Present,
    #[serde(default)]
    jwk: Present,
    #[serde(default)]
    x5u: Present,
    #[serde(default)]
    x5c: Present,
    #[serde(default)]
    crit: Present,
    #[serde(default)]
    b64: Present,
}

/// Whether a member is there, whatever its value is.
#[derive(Default)]
pub(super) struct Present(pub(super) bool);

impl<'de> Deserialize<'de> for Present {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self(true))
    }
}

impl<'a> Jws<'a> {
    /// The parts of a token, if its header is one that a token may have.
    pub(super) fn read(token: &'a str) -> Result<Self, InvalidToken> {
        if token.len() > LONGEST {
            return Err(InvalidToken::TooLarge(LONGEST));
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(InvalidToken::NotAToken)?;
        let (head, payload) = signed.split_once('.').filter(|(_, payload)| !payload.contains('.')).ok_or(InvalidToken::NotAToken)?;
        if head.len() > LONGEST_HEADER || signature.len() > LONGEST_SIGNATURE {
            return Err(InvalidToken::NotAToken);
        }
        let header: Header = read_object(&decode(head)?).ok_or(InvalidToken::NotAToken)?;
        let forbidden = [
            ("jku", header.jku),
            ("jwk", header.jwk),
            ("x5u", header.x5u),
            ("x5c", header.x5c),
            ("crit", header.crit),
            ("b64", header.b64),
        ];
        if let Some((name, _)) = forbidden.into_iter().find(|(_, present)| present.0) {
            return Err(InvalidToken::Header(name));
        }
        // Another type is another statement (RFC 8725 §3.11): of an access, of a sign-out.
        if header.typ.is_some_and(|typ| !typ.eq_ignore_ascii_case("JWT")) {
            return Err(InvalidToken::Type);
        }
        let algorithm = Algorithm::of(&header.alg).ok_or(InvalidToken::Algorithm)?;
        Ok(Self { algorithm, kid: header.kid, signed: signed.as_bytes(), signature: decode(signature)?, payload })
    }

    /// The claims, as bytes.
    pub(super) fn payload(&self) -> Result<Vec<u8>, InvalidToken> {
        decode(self.payload)
    }
}

/// Reads a JSON object. Rejects arrays, which serde would accept as structs, and duplicate members.
pub(super) fn read_object<'a, T: Deserialize<'a>>(json: &'a [u8]) -> Option<T> {
    let is_object = json.trim_ascii_start().first() == Some(&b'{');
    serde_json::from_slice(json).ok().filter(|_| is_object)
}

fn decode(text: &str) -> Result<Vec<u8>, InvalidToken> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidToken::NotAToken)
}
