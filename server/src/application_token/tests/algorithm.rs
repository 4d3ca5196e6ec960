//! The algorithms, each with keys of its own.

use super::*;
use aws_lc_rs::{
    hmac,
    rand::SystemRandom,
    rsa::KeySize,
    signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
};
use testbed::token::{encode, forged};

const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn signed(header: &Value, claims: &Value, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    let signed = format!("{}.{}", encode(header.to_string()), encode(claims.to_string()));
    let signature = encode(sign(signed.as_bytes()));
    format!("{signed}.{signature}")
}

fn hs256(header: &Value, claims: &Value, secret: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    signed(header, claims, |text| hmac::sign(&key, text).as_ref().to_vec())
}

/// Modulus and exponent, in base64url. The key is a sequence of two numbers (RFC 8017 A.1.1).
fn components(key: &RsaKeyPair) -> [String; 2] {
    let der = key.public_key().as_ref();
    assert_eq!((der.len(), &der[..9], &der[265..]), (270, &[0x30, 0x82, 1, 10, 2, 0x82, 1, 1, 0][..], &[2, 3, 1, 0, 1][..]));
    [encode(&der[9..265]), encode([1, 0, 1])]
}

#[tokio::test]
async fn each_key_is_for_the_algorithm_of_its_kind() {
    let rsa = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
    let [n, e] = components(&rsa);
    let edwards = Ed25519KeyPair::from_seed_unchecked(&[9; 32]).unwrap();
    let keys = [
        TokenKey::new(7).called("es").jwk(),
        json!({ "kty": "RSA", "kid": "rs", "n": n, "e": e }),
        json!({ "kty": "OKP", "crv": "Ed25519", "kid": "ed", "x": encode(edwards.public_key()) }),
        json!({ "kty": "oct", "kid": "oct", "k": encode(SECRET) }),
        json!({ "kty": "EC", "crv": "P-521" }),
        json!("no key"),
    ];
    let shop = Shop::publishing(TokenKey::new(7).called("es"), &keys).await;
    let claims = shop.claims();
    let sign = |alg: &str, kid: &str| {
        let header = json!({ "alg": alg, "kid": kid });
        match alg {
            "RS256" => signed(&header, &claims, |text| {
                let mut signature = vec![0; rsa.public_modulus_len()];
                rsa.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text, &mut signature).unwrap();
                signature
            }),
            "EdDSA" | "Ed25519" => signed(&header, &claims, |text| edwards.sign(text).as_ref().to_vec()),
            "HS256" => hs256(&header, &claims, SECRET),
            _ => shop.key.sign(&header, &claims),
        }
    };
    for (alg, kid) in [("ES256", "es"), ("RS256", "rs"), ("EdDSA", "ed"), ("Ed25519", "ed")] {
        somebody(shop.judge(&sign(alg, kid)).await);
        let token = sign(alg, kid);
        let (text, signature) = token.rsplit_once('.').unwrap();
        let mut bytes = testbed::token::decode(signature);
        bytes[20] ^= 1;
        assert_eq!(refused(shop.judge(&format!("{text}.{}", encode(bytes))).await, alg), InvalidToken::Signature);
    }
    for (alg, kid) in [("ES256", "rs"), ("ES256", "ed"), ("RS256", "es"), ("EdDSA", "rs"), ("HS256", "oct"), ("HS256", "es")] {
        refused(shop.judge(&sign(alg, kid)).await, &format!("{alg} with {kid}"));
    }
    refused(shop.judge(&shop.key.sign(&json!({ "alg": "ES256" }), &claims)).await, "no kid, and several keys");
}

#[tokio::test]
async fn a_token_without_kid_is_of_the_only_key() {
    let shop = Shop::start().await;
    somebody(shop.judge(&shop.key.sign(&json!({ "alg": "ES256" }), &shop.claims())).await);
}

#[tokio::test]
async fn keys_that_are_weak_or_for_something_else_do_not_count() {
    let rsa = |n: Vec<u8>, e: &[u8]| json!({ "kty": "RSA", "kid": "rs", "n": encode(n), "e": encode(e) });
    let odd = |first: u8, length: usize| [&[first][..], &vec![0xff; length - 1]].concat();
    let good = TokenKey::new(7).jwk();
    let with = |changes: Value| changed(&good, &changes);
    for weak in [
        rsa(odd(0xff, 128), &[1, 0, 1]),
        rsa(odd(0x7f, 256), &[1, 0, 1]),
        rsa([&[0; 129][..], &odd(0xff, 128)].concat(), &[1, 0, 1]),
        rsa(odd(0xff, 1025), &[1, 0, 1]),
        rsa(odd(0xff, 256), &[1]),
        rsa(odd(0xff, 256), &[2]),
        rsa(odd(0xff, 256), &[]),
        rsa(vec![], &[1, 0, 1]),
        with(json!({ "use": "enc" })),
        with(json!({ "alg": "ES384" })),
        with(json!({ "alg": "HS256" })),
        with(json!({ "key_ops": ["sign"] })),
        with(json!({ "crv": "P-384" })),
        with(json!({ "crv": null })),
        with(json!({ "x": encode([1; 32]) })),
        with(json!({ "x": encode([1; 31]) })),
        with(json!({ "y": null })),
        with(json!({ "kty": "RSA" })),
        json!({ "kty": "OKP", "crv": "X25519", "x": encode([1; 32]) }),
        json!({ "kty": "OKP", "crv": "Ed25519", "x": encode([1; 33]) }),
    ] {
        let shop = Shop::publishing(TokenKey::new(7), std::slice::from_ref(&weak)).await;
        assert!(unavailable(shop.judge(&shop.sign()).await).contains("has no key for"), "{weak}");
    }
    for fine in [json!({ "alg": null, "use": null }), json!({ "key_ops": ["verify"] })] {
        let shop = Shop::publishing(TokenKey::new(7), &[with(fine)]).await;
        somebody(shop.judge(&shop.sign()).await);
    }
}

#[tokio::test]
async fn a_shared_key_is_for_hs256_and_nothing_else() {
    let clock = clock();
    let verifier = verifier(&settings(shared(SECRET)), &clock);
    let now = clock.now().0 / 1000;
    let claims = claims(now);
    for header in [json!({ "alg": "HS256" }), json!({ "alg": "HS256", "kid": "any", "typ": "JWT" })] {
        assert_eq!(somebody(judge(&verifier, &hs256(&header, &claims, SECRET)).await).id, "7");
        refused(judge(&verifier, &hs256(&header, &claims, "0123456789abcdef0123456789abcdeX")).await, "another key");
        refused(judge(&verifier, &hs256(&header, &claims, "")).await, "no key");
    }
    for alg in ["HS384", "HS512", "hs256", "ES256", "none"] {
        assert_eq!(refused(judge(&verifier, &hs256(&json!({ "alg": alg }), &claims, SECRET)).await, alg), InvalidToken::Algorithm);
    }
    for (flaw, token) in forged(&TokenKey::new(7), &json!({ "alg": "ES256", "kid": "k" }), &claims) {
        refused(judge(&verifier, &token).await, flaw);
    }
    assert!(TokenSecret::parse(SECRET.trim_start_matches('0')).is_none());
}
