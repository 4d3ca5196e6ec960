//! Tokens that no verifier may accept, each with one flaw.

use super::{TokenKey, decode, encode};
use hmac::{Hmac, KeyInit, Mac};
use p256::ecdsa::Signature;
use serde_json::{Value, json};
use sha2::Sha256;

/// Tokens with the claims of a valid one, whose header or signature isn't that of the key's holder. `header` is the valid one, with `alg`, `kid` and,
/// if the issuer sets it, `typ`.
pub fn forged(key: &TokenKey, header: &Value, claims: &Value) -> Vec<(&'static str, String)> {
    let stranger = TokenKey::new(99);
    let good = key.sign(header, claims);
    let (signed, signature) = good.rsplit_once('.').unwrap_or_default();
    let (head, payload) = signed.split_once('.').unwrap_or_default();
    let raw = decode(signature);
    let with = |name: &str, value: Value| with(header, name, value);
    let altered = encode(altered(claims).to_string());
    let mut forged = vec![
        ("another key under the same kid", stranger.sign(header, claims)),
        ("the kid of no key", key.sign(&with("kid", json!("nobody's")), claims)),
        ("a key of a stranger under its own kid", stranger.sign(&with("kid", json!(stranger.kid)), claims)),
        ("a kid that is a path", key.sign(&with("kid", json!("../../../../dev/null")), claims)),
        ("a kid that is no text", key.sign(&with("kid", json!({ "$ne": "" })), claims)),
        ("the stranger's key in jwk", stranger.sign(&with("jwk", stranger.jwk()), claims)),
        ("the stranger's keys at jku", stranger.sign(&with("jku", json!("http://127.0.0.1:1/jwks.json")), claims)),
        ("the stranger's certificate at x5u", stranger.sign(&with("x5u", json!("http://127.0.0.1:1/cert.pem")), claims)),
        ("a critical extension that nobody knows", key.sign(&with("crit", json!(["latchkey-test"])), claims)),
        ("changed claims", format!("{head}.{altered}.{signature}")),
        ("a changed header", format!("{}.{payload}.{signature}", encode(with("cty", json!("x")).to_string()))),
        ("a signature in DER", format!("{signed}.{}", encode(der(&raw)))),
        ("a signature of zeros", format!("{signed}.{}", encode([0; 64]))),
        ("a signature that is too long", format!("{signed}.{}", encode([&raw[..], &[0]].concat()))),
        ("a truncated signature", format!("{signed}.{}", encode(raw.get(..63).unwrap_or_default()))),
        ("no signature", format!("{signed}.")),
        ("a signature and no text", format!("{head}..{signature}")),
        ("two parts", signed.to_owned()),
        ("four parts", format!("{head}.{altered}.{payload}.{signature}")),
        ("a truncated token", good.chars().take(good.len() / 2).collect()),
        ("no token", "..".to_owned()),
    ];
    for (flaw, alg) in [("alg none", "none"), ("alg None", "None"), ("alg NONE", "NONE")] {
        let unsigned = format!("{}.{payload}", encode(with("alg", json!(alg)).to_string()));
        forged.push((flaw, format!("{unsigned}.")));
        forged.push((flaw, format!("{unsigned}.{signature}")));
    }
    for (flaw, alg) in [("alg ES384", "ES384"), ("alg in small letters", "es256"), ("alg RS256", "RS256"), ("no such alg", "")] {
        forged.push((flaw, key.sign(&with("alg", json!(alg)), claims)));
    }
    for (flaw, secret) in [
        ("HS256 with the public key as a point", key.point()),
        ("HS256 with the public key as JWK", key.jwk().to_string().into_bytes()),
        ("HS256 with the public key as PEM", pem(key).into_bytes()),
        ("HS256 with an empty key", vec![]),
    ] {
        let signed = format!("{}.{payload}", encode(with("alg", json!("HS256")).to_string()));
        forged.push((flaw, format!("{signed}.{}", encode(hs256(&secret, &signed)))));
    }
    forged
}

/// Tokens that the key's holder has signed, for somebody else or at another time. `now`: seconds since 1970.
pub fn flawed_claims(key: &TokenKey, header: &Value, claims: &Value, now: i64) -> Vec<(&'static str, String)> {
    let signed = |name: &str, value: Value| key.sign(header, &with(claims, name, value));
    let without = |name: &str| {
        let mut claims = claims.clone();
        if let Some(members) = claims.as_object_mut() {
            members.remove(name);
        }
        key.sign(header, &claims)
    };
    let issuer = claims.get("iss").and_then(Value::as_str).unwrap_or_default();
    vec![
        ("another issuer", signed("iss", json!("https://evil.example"))),
        ("the issuer with a slash", signed("iss", json!(format!("{issuer}/")))),
        ("the issuer in capitals", signed("iss", json!(issuer.to_uppercase()))),
        ("no issuer", without("iss")),
        ("another audience", signed("aud", json!("https://elsewhere.example"))),
        ("other audiences", signed("aud", json!(["https://elsewhere.example", "https://other.example"]))),
        ("no audience", without("aud")),
        ("an empty list of audiences", signed("aud", json!([]))),
        ("expired", signed("exp", json!(now - 300))),
        ("no expiry", without("exp")),
        ("an expiry that is no number", signed("exp", json!("tomorrow"))),
        ("no user", without("sub")),
    ]
}

/// The object with another member.
fn with(object: &Value, name: &str, value: Value) -> Value {
    let mut object = object.clone();
    if let Some(members) = object.as_object_mut() {
        members.insert(name.to_owned(), value);
    }
    object
}

fn altered(claims: &Value) -> Value {
    with(claims, "sub", json!("administrator"))
}

fn der(raw: &[u8]) -> Vec<u8> {
    Signature::from_slice(raw).map(|signature| signature.to_der().as_bytes().to_vec()).unwrap_or_default()
}

/// The public half in the form in which programs keep it in files.
fn pem(key: &TokenKey) -> String {
    use p256::pkcs8::{EncodePublicKey, LineEnding};
    key.key.verifying_key().to_public_key_pem(LineEnding::LF).unwrap_or_default()
}

/// HMAC with SHA-256 (RFC 7518 §3.2).
pub(super) fn hs256(secret: &[u8], signed: &str) -> Vec<u8> {
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(secret) else { return vec![] };
    mac.update(signed.as_bytes());
    mac.finalize().into_bytes().to_vec()
}
