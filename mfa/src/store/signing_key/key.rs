//! One key: an elliptic curve key on P-256, for ES256 (RFC 7518 §3.4).

use crate::{Error, env::Env};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{SigningKey, VerifyingKey};
use serde::Serialize;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// The name of the algorithm, in the table and in every token.
pub(crate) const ES256: &str = "ES256";
/// The length of a coordinate in bytes.
const COORDINATE: usize = 32;
/// Attempts to draw a valid private key. A random number is none with a probability of about 2⁻³².
const TRIES: usize = 4;

/// The public half of a key (RFC 7517).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Jwk {
    kty: &'static str,
    crv: &'static str,
    x: String,
    y: String,
    /// The key's id: its thumbprint (RFC 7638).
    pub kid: String,
    #[serde(rename = "use")]
    usage: &'static str,
    alg: &'static str,
}

impl Jwk {
    /// The public key at this point, uncompressed (SEC 1). `None` if it isn't a point.
    pub(super) fn of(point: &[u8]) -> Option<Self> {
        VerifyingKey::from_sec1_bytes(point).ok()?;
        let (x, y) = point.strip_prefix(&[4])?.split_at_checked(COORDINATE)?;
        let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
        let kid = URL_SAFE_NO_PAD.encode(Sha256::digest(format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#)));
        Some(Self { kty: "EC", crv: "P-256", x, y, kid, usage: "sig", alg: ES256 })
    }
}

/// A new key: its private half, its point and its id.
pub(super) struct NewKey {
    pub(super) private: Zeroizing<Vec<u8>>,
    pub(super) point: Vec<u8>,
    pub(super) kid: String,
}

impl NewKey {
    pub(super) fn generate(env: &Env) -> Result<Self, Error> {
        for _ in 0..TRIES {
            let private = Zeroizing::new(env.random::<COORDINATE>()?.to_vec());
            if let Ok(key) = SigningKey::from_slice(&private) {
                let point = key.verifying_key().to_sec1_point(false).as_bytes().to_vec();
                let kid = Jwk::of(&point).ok_or(Error::Unavailable)?.kid;
                return Ok(Self { private, point, kid });
            }
        }
        tracing::error!("the source of randomness returned no number that can be a key");
        Err(Error::Unavailable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::still;

    /// The key of RFC 7517 A.1, with the thumbprint that other implementations compute for it.
    #[test]
    fn the_thumbprint_is_that_of_the_standard() {
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
        let x = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4";
        let y = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM";
        let point = [&[4][..], &decode(x), &decode(y)].concat();
        let key = Jwk::of(&point).unwrap();
        assert_eq!((key.x.as_str(), key.y.as_str()), (x, y));
        assert_eq!(key.kid, "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
    }

    #[test]
    fn what_is_no_point_is_no_key() {
        let point = NewKey::generate(&still()).unwrap().point;
        assert!(Jwk::of(&point).is_some());
        assert!(Jwk::of(&[]).is_none() && Jwk::of(&point[1..]).is_none());
        let mut other = point;
        other[64] ^= 1;
        assert!(Jwk::of(&other).is_none(), "it isn't on the curve");
    }
}
