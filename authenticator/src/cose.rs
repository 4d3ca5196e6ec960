//! Public keys in the encoding of authenticators (RFC 9053).

use crate::Cbor;
use p256::ecdsa::VerifyingKey;

/// ECDSA on P-256 with SHA-256.
pub const ES256: i64 = -7;
/// Ed25519.
pub const EDDSA: i64 = -8;
/// ECDSA on secp256k1 with SHA-256.
pub const ES256K: i64 = -47;

const P256: i64 = 1;
const ED25519: i64 = 6;

/// A point on a curve, with any algorithm.
#[must_use]
pub fn ec2(algorithm: i64, curve: i64, x: &[u8], y: &[u8]) -> Cbor {
    map(&[(1, int(2)), (3, int(algorithm)), (-1, int(curve)), (-2, bytes(x)), (-3, bytes(y))])
}

/// An Ed25519 key.
#[must_use]
pub fn ed25519(x: &[u8]) -> Cbor {
    map(&[(1, int(1)), (3, int(EDDSA)), (-1, int(ED25519)), (-2, bytes(x))])
}

pub(crate) fn es256(key: &VerifyingKey) -> Cbor {
    let point = key.to_sec1_point(false);
    let [x, y] = [point.x(), point.y()].map(|coordinate| coordinate.map(|bytes| bytes.to_vec()).unwrap_or_default());
    ec2(ES256, P256, &x, &y)
}

fn map(entries: &[(i64, Cbor)]) -> Cbor {
    Cbor::Map(entries.iter().map(|(key, value)| (int(*key), value.clone())).collect())
}

fn int(value: i64) -> Cbor {
    Cbor::Integer(value.into())
}

fn bytes(value: &[u8]) -> Cbor {
    Cbor::Bytes(value.to_vec())
}
