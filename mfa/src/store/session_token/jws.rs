//! The signed form of a token: JWS, compact (RFC 7515), ES256 alone (RFC 7518 §3.4).

use super::SessionClaims;
use crate::{Error, signer::Signer, signing_key::Published};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{
    Signature, VerifyingKey,
    signature::{Signer as _, Verifier as _},
};

/// So that no other token passes for one of these, nor one of these for another (RFC 8725 §3.11).
const TYPE: &str = "latchkey-session+jwt";
/// The length of a signature in bytes: two numbers of 32, not DER.
const SIGNATURE: usize = 64;
/// The longest token that is read, in bytes: three times the length of those that are issued here.
const LONGEST: usize = 4096;

/// The first part of every token that this key signs. Its id has no character that JSON escapes.
fn header(kid: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"ES256","kid":"{kid}","typ":"{TYPE}"}}"#))
}

/// Signs the claims (RFC 6979: the signature takes no randomness).
pub(super) fn sign(signer: &Signer, claims: &SessionClaims) -> Result<String, Error> {
    let payload = serde_json::to_vec(claims).map_err(|_| Error::Unavailable)?;
    let mut token = header(&signer.kid);
    token.reserve(payload.len() * 4 / 3 + SIGNATURE * 4 / 3 + 8);
    token.push('.');
    URL_SAFE_NO_PAD.encode_string(&payload, &mut token);
    let signature: Signature = signer.key.sign(token.as_bytes());
    token.push('.');
    URL_SAFE_NO_PAD.encode_string(signature.to_bytes(), &mut token);
    Ok(token)
}

/// The claims of a token that one of these keys has signed. `None` for anything else.
///
/// The header isn't parsed: it has to be, byte by byte, the one that we write for one of the keys. So nothing in it can choose an algorithm, a key or
/// an extension.
pub(super) fn verify(token: &str, keys: &[Published]) -> Option<SessionClaims> {
    if token.len() > LONGEST {
        return None;
    }
    let (signed, signature) = token.rsplit_once('.')?;
    let (head, payload) = signed.split_once('.')?;
    let key = keys.iter().find(|key| header(&key.kid) == head)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok().filter(|signature| signature.len() == SIGNATURE)?;
    let signature = Signature::from_slice(&signature).ok()?;
    VerifyingKey::from_sec1_bytes(&key.public_key).ok()?.verify(signed.as_bytes(), &signature).ok()?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
}

#[cfg(test)]
mod tests;
