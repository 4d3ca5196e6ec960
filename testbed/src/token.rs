//! Signed tokens (RFC 7515, compact): as the holder of a key signs them, and as an attacker forges them.

mod forged;

pub use forged::{flawed_claims, forged};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// A key on P-256 whose private half the test knows.
pub struct TokenKey {
    key: SigningKey,
    /// The key's id. Its thumbprint (RFC 7638), unless the test has chosen another.
    pub kid: String,
}

impl TokenKey {
    /// The key of this number, always the same.
    pub fn new(number: u8) -> Self {
        let mut key = Self { key: secret(number), kid: String::new() };
        let Value::Object(public) = key.jwk() else { return key };
        let [x, y] = ["x", "y"].map(|name| public.get(name).and_then(Value::as_str).unwrap_or_default());
        key.kid = encode(Sha256::digest(format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#)));
        key
    }

    /// The same key under another id.
    pub fn called(self, kid: &str) -> Self {
        Self { kid: kid.to_owned(), ..self }
    }

    /// The public half: a point, uncompressed (SEC 1).
    pub fn point(&self) -> Vec<u8> {
        self.key.verifying_key().to_sec1_point(false).as_bytes().to_vec()
    }

    /// The public half (RFC 7517).
    pub fn jwk(&self) -> Value {
        let point = self.point();
        let (x, y) = point.get(1..).unwrap_or_default().split_at(32);
        json!({ "kty": "EC", "crv": "P-256", "x": encode(x), "y": encode(y), "kid": self.kid, "use": "sig", "alg": "ES256" })
    }

    /// A token with this header and these claims, signed by ES256 whatever the header says.
    pub fn sign(&self, header: &Value, claims: &Value) -> String {
        self.sign_text(&header.to_string(), &claims.to_string())
    }

    /// The same for texts that need not be JSON.
    pub fn sign_text(&self, header: &str, claims: &str) -> String {
        let signed = format!("{}.{}", encode(header), encode(claims));
        let signature: Signature = self.key.sign(signed.as_bytes());
        format!("{signed}.{}", encode(signature.to_bytes()))
    }
}

fn secret(number: u8) -> SigningKey {
    #[expect(clippy::expect_used, reason = "every such number is a key")]
    SigningKey::from_slice(&[number.max(1); 32]).expect("a number below the order of the curve")
}

/// In base64url without padding.
pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of a part of a token. Empty if it isn't base64url.
pub fn decode(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
}

/// The claims of a token, not verified. `null` if it has none.
pub fn claims(token: &str) -> Value {
    serde_json::from_slice(&decode(token.split('.').nth(1).unwrap_or_default())).unwrap_or_default()
}

/// The header of a token, not verified. `null` if it has none.
pub fn header(token: &str) -> Value {
    serde_json::from_slice(&decode(token.split('.').next().unwrap_or_default())).unwrap_or_default()
}
