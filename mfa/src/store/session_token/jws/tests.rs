//! Forged tokens, many of them signed with the right key.

use super::*;
use crate::{Vouched, signing_key::Published};
use p256::ecdsa::SigningKey;
use serde_json::json;
use std::borrow::Cow;
use testbed::token::{TokenKey, forged};

/// The number of the key.
const KEY: u8 = 7;

fn key(kid: &str) -> (Signer, Published) {
    let key = SigningKey::from_slice(&[KEY; 32]).unwrap();
    let public_key = key.verifying_key().to_sec1_point(false).as_bytes().to_vec();
    (Signer { kid: kid.to_owned(), key }, Published { kid: kid.to_owned(), state: "active".to_owned(), public_key, since: 0 })
}

fn claims() -> SessionClaims {
    let vouched = Vouched {
        sub: "u".to_owned(),
        sid: "s".to_owned(),
        auth_time: Some(1),
        amr: vec![Cow::Borrowed("pwd"), Cow::Borrowed("otp")],
        acr: Some(Cow::Borrowed("aal2")),
        scope: Cow::Borrowed("user:basic"),
    };
    SessionClaims { iss: "https://id.example.org".to_owned(), aud: "shop".to_owned(), iat: 1, exp: 121, jti: "j".to_owned(), vouched }
}

/// A token with this header, signed with the right key.
fn signed_with(header: &str) -> String {
    TokenKey::new(KEY).sign_text(header, &serde_json::to_string(&claims()).unwrap())
}

#[test]
fn a_token_is_read_as_it_was_signed() {
    let (signer, public) = key("k1");
    let token = sign(&signer, &claims()).unwrap();
    assert_eq!(token, signed_with(r#"{"alg":"ES256","kid":"k1","typ":"latchkey-session+jwt"}"#));
    assert_eq!(token, sign(&signer, &claims()).unwrap(), "the signature takes no randomness");
    assert_eq!(verify(&token, &[key("k0").1, public]), Some(claims()));
    assert_eq!(verify(&token, &[key("k0").1]), None);
    assert_eq!(verify(&token, &[]), None);
}

#[test]
fn no_header_but_ours_is_accepted_even_with_the_right_signature() {
    let (_, public) = key("k1");
    for header in [
        r#"{"alg":"none"}"#,
        r#"{"alg":"none","kid":"k1","typ":"latchkey-session+jwt"}"#,
        r#"{"alg":"HS256","kid":"k1","typ":"latchkey-session+jwt"}"#,
        r#"{"alg":"ES384","kid":"k1","typ":"latchkey-session+jwt"}"#,
        r#"{"alg":"es256","kid":"k1","typ":"latchkey-session+jwt"}"#,
        r#"{"alg":"ES256","typ":"latchkey-session+jwt"}"#,
        r#"{"alg":"ES256","kid":"../../dev/null","typ":"latchkey-session+jwt"}"#,
        r#"{"alg":"ES256","kid":"k1' OR '1'='1","typ":"latchkey-session+jwt"}"#,
        r#"{"alg":"ES256","kid":"k1"}"#,
        r#"{"alg":"ES256","kid":"k1","typ":"JWT"}"#,
        r#"{"alg":"ES256","kid":"k1","typ":"at+jwt"}"#,
        r#"{"alg":"ES256","kid":"k1","typ":"latchkey-session+jwt","crit":["exp"]}"#,
        r#"{"alg":"ES256","kid":"k1","typ":"latchkey-session+jwt","jku":"https://evil.example/jwks.json"}"#,
        r#"{"alg":"ES256","kid":"k1","typ":"latchkey-session+jwt","jwk":{}}"#,
        r#"{"alg":"none","alg":"ES256","kid":"k1","typ":"latchkey-session+jwt"}"#,
        r#"{"typ":"latchkey-session+jwt","alg":"ES256","kid":"k1"}"#,
        "",
    ] {
        assert_eq!(verify(&signed_with(header), std::slice::from_ref(&public)), None, "{header}");
    }
}

#[test]
fn no_other_form_of_the_signature_is_accepted() {
    let (signer, public) = key("k1");
    let token = sign(&signer, &claims()).unwrap();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let (head, payload) = signed.split_once('.').unwrap();
    let raw = URL_SAFE_NO_PAD.decode(signature).unwrap();
    let forged = [
        format!("{signed}.{signature}="),
        format!("{signed}.{signature}AA"),
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(raw.iter().rev().copied().collect::<Vec<_>>())),
        // Two payloads, the second one signed and the first one read, or the other way round.
        format!("{head}.{}.{payload}.{signature}", URL_SAFE_NO_PAD.encode(r#"{"sub":"admin"}"#)),
        format!("{head}.{payload}.{}.{signature}", URL_SAFE_NO_PAD.encode(r#"{"sub":"admin"}"#)),
        format!("{token}.{signature}"),
        format!(" {token}"),
        format!("{token}\n"),
        String::new(),
        ".".to_owned(),
        "..".to_owned(),
        format!("{head}..{signature}"),
        format!("{signed}.{signature}{}", "A".repeat(LONGEST)),
    ];
    for token in forged {
        assert_eq!(verify(&token, std::slice::from_ref(&public)), None, "{token}");
    }
}

/// The table that the tests with other libraries use as well.
#[test]
fn no_forged_token_is_accepted() {
    let (_, public) = key("k1");
    let (header, claims) = (json!({ "alg": "ES256", "kid": "k1", "typ": TYPE }), serde_json::to_value(claims()).unwrap());
    for (flaw, token) in forged(&TokenKey::new(KEY).called("k1"), &header, &claims) {
        assert_eq!(verify(&token, std::slice::from_ref(&public)), None, "{flaw}");
    }
}

#[test]
fn every_changed_character_is_noticed() {
    let (signer, public) = key("k1");
    let token = sign(&signer, &claims()).unwrap();
    for at in 0..token.len() {
        let mut bytes = token.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        assert_eq!(verify(std::str::from_utf8(&bytes).unwrap(), std::slice::from_ref(&public)), None, "{at}");
    }
}
