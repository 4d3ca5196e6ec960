//! One key that the application publishes (RFC 7517), and the one algorithm that it is for.

use super::jws::{Algorithm, Present};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

/// The length of a coordinate on P-256, and of a key on edwards25519, in bytes.
const COORDINATE: usize = 32;
/// The sizes of RSA keys, in bits.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;
/// The longest exponent of an RSA key, in bytes. Nearly all are 65537.
const LONGEST_EXPONENT: usize = 4;

/// A public key.
pub(super) struct Key {
    pub(super) kid: Option<String>,
    pub(super) algorithm: Algorithm,
    public: ParsedPublicKey,
}

/// The members that count. Others are ignored, as RFC 7517 requires.
#[derive(Deserialize)]
pub(super) struct Jwk {
    kty: String,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default)]
    alg: Option<String>,
    #[serde(default, rename = "use")]
    usage: Option<String>,
    #[serde(default)]
    key_ops: Option<Vec<String>>,
    #[serde(default)]
    crv: Option<String>,
    #[serde(default)]
    x: Option<String>,
    #[serde(default)]
    y: Option<String>,
    #[serde(default)]
    n: Option<String>,
    #[serde(default)]
    e: Option<String>,
    /// A member of private keys.
    #[serde(default)]
    d: Present,
}

impl Key {
    /// The key of a JWK. `None` if it can't verify the application's tokens: another kind, another use, or too small.
    pub(super) fn of(jwk: Jwk) -> Option<Self> {
        if jwk.d.0 {
            tracing::error!("application.token_keys has a private key, which isn't used: all who have read it can sign in as anybody");
            return None;
        }
        let (algorithm, public) = match (jwk.kty.as_str(), jwk.crv.as_deref()) {
            ("EC", Some("P-256")) => {
                let point = [&[4][..], &coordinate(jwk.x.as_deref()?)?, &coordinate(jwk.y.as_deref()?)?].concat();
                (Algorithm::Es256, ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).ok()?)
            }
            ("OKP", Some("Ed25519")) => (Algorithm::EdDsa, ParsedPublicKey::new(&ED25519, coordinate(jwk.x.as_deref()?)?).ok()?),
            ("RSA", _) => (Algorithm::Rs256, rsa(jwk.n.as_deref()?, jwk.e.as_deref()?)?),
            _ => return None,
        };
        let is_meant = jwk.alg.is_none_or(|alg| Algorithm::of(&alg) == Some(algorithm))
            && jwk.usage.is_none_or(|usage| usage == "sig")
            && jwk.key_ops.is_none_or(|operations| operations.iter().any(|operation| operation == "verify"));
        is_meant.then_some(Self { kid: jwk.kid, algorithm, public })
    }

    /// Whether the key has made this signature, in the form that RFC 7518 gives it: for ES256 two numbers of 32 bytes, and no DER.
    pub(super) fn has_signed(&self, signed: &[u8], signature: &[u8]) -> bool {
        self.public.verify_sig(signed, signature).is_ok()
    }
}

fn coordinate(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() == COORDINATE)
}

fn rsa(n: &str, e: &str) -> Option<ParsedPublicKey> {
    // Some issuers write a leading zero, which isn't a part of the number.
    let number = |text: &str| Some(URL_SAFE_NO_PAD.decode(text).ok()?.into_iter().skip_while(|byte| *byte == 0).collect::<Vec<_>>());
    let (n, e) = (number(n)?, number(e)?);
    let bits = n.len() * 8 - usize::try_from(n.first()?.leading_zeros()).ok()?;
    let is_odd = e.last().is_some_and(|byte| byte % 2 == 1);
    if !RSA_BITS.contains(&bits) || !is_odd || e == [1] || e.len() > LONGEST_EXPONENT {
        return None;
    }
    RsaPublicKeyComponents { n, e }.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256).ok()
}
