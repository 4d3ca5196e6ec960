//! Tokens that somebody else has made, or that say something else.

use super::*;
use testbed::token::{encode, flawed_claims, forged};

#[tokio::test]
async fn no_forged_token_is_accepted() {
    let shop = Shop::start().await;
    somebody(shop.judge(&shop.sign()).await);
    // `..` is no value that a browser would send, but it is one.
    for (flaw, token) in forged(&shop.key, &shop.header(), &shop.claims()) {
        refused(shop.judge(&token).await, flaw);
    }
    assert!(shop.publisher.asked() <= 2, "the keys of strangers were looked for once");
}

#[tokio::test]
async fn a_signed_token_has_to_be_meant_for_this_and_for_now() {
    let shop = Shop::start().await;
    for (flaw, token) in flawed_claims(&shop.key, &shop.header(), &shop.claims(), shop.now()) {
        refused(shop.judge(&token).await, flaw);
    }
    let now = shop.now();
    for (changes, expected) in [
        (json!({ "sid": null }), InvalidToken::Missing("sid")),
        (json!({ "exp": now + 606 }), InvalidToken::TooLong),
        (json!({ "exp": 1e300 }), InvalidToken::TooLong),
        (json!({ "exp": now - 5 }), InvalidToken::Expired),
        (json!({ "exp": -1e300 }), InvalidToken::Expired),
        (json!({ "nbf": now + 6 }), InvalidToken::NotYet),
        (json!({ "iat": now + 6 }), InvalidToken::NotYet),
        (json!({ "events": {} }), InvalidToken::Event),
        (json!({ "events": false }), InvalidToken::Event),
        (json!({ "sid": 7 }), InvalidToken::Claims),
        (json!({ "sub": 7 }), InvalidToken::Claims),
        (json!({ "iss": [ISSUER] }), InvalidToken::Claims),
        (json!({ "aud": { "a": ORIGIN } }), InvalidToken::Claims),
        (json!({ "aud": format!("{ORIGIN}/") }), InvalidToken::Audience),
        (json!({ "nbf": "soon" }), InvalidToken::Claims),
    ] {
        assert_eq!(refused(shop.judge(&shop.sign_with(&changes)).await, &changes.to_string()), expected, "{changes}");
    }
    let good = json!({ "aud": ["https://elsewhere.example", ORIGIN], "exp": now + 600, "nbf": now, "roles": ["admin"] });
    somebody(shop.judge(&shop.sign_with(&good)).await);
}

#[tokio::test]
async fn a_header_that_names_a_key_or_changes_the_rest_is_refused_though_the_signature_is_right() {
    let shop = Shop::start().await;
    for (name, value) in [
        ("jku", json!("https://shop.example.org/jwks.json")),
        ("jwk", shop.key.jwk()),
        ("jwk", Value::Null),
        ("x5u", json!("https://shop.example.org/cert.pem")),
        ("x5c", json!([])),
        ("crit", json!(["exp"])),
        ("crit", json!([])),
        ("b64", json!(true)),
    ] {
        let mut header = shop.header();
        header[name] = value;
        assert_eq!(refused(shop.judge(&shop.key.sign(&header, &shop.claims())).await, name), InvalidToken::Header(name));
    }
    for other in ["at+jwt", "logout+jwt", "latchkey-session+jwt", ""] {
        let header = changed(&shop.header(), &json!({ "typ": other }));
        assert_eq!(refused(shop.judge(&shop.key.sign(&header, &shop.claims())).await, other), InvalidToken::Type);
    }
    for fine in [json!({ "typ": null }), json!({ "typ": "jwt" }), json!({ "x5t": "a", "more": { "a": [1] } })] {
        somebody(shop.judge(&shop.key.sign(&changed(&shop.header(), &fine), &shop.claims())).await);
    }
}

#[tokio::test]
async fn what_is_no_token_is_nobodys() {
    let shop = Shop::start().await;
    let (header, claims) = (shop.header().to_string(), shop.claims().to_string());
    let kid = &shop.key.kid;
    let twice = claims.replacen('{', r#"{"sub":"8","#, 1);
    let deep = "[".repeat(2000);
    for (head, payload) in [
        (format!(r#"{{"alg":"none","alg":"ES256","kid":"{kid}"}}"#), claims.clone()),
        (header.clone(), twice),
        (header.clone(), format!("{claims} and more")),
        (header.clone(), "null".to_owned()),
        (header.clone(), "[]".to_owned()),
        (header.clone(), String::new()),
        (header.clone(), deep.clone()),
        (header.clone(), claims.replace(&(shop.now() + 300).to_string(), "1e999")),
        ("[]".to_owned(), claims.clone()),
        (format!(r#"["ES256","{kid}"]"#), claims.clone()),
        (header.clone(), format!(r#"["{ISSUER}","{ORIGIN}","7","m1",{}]"#, shop.now() + 300)),
        ("\"ES256\"".to_owned(), claims.clone()),
        (format!("{header} "), "\u{0}".to_owned()),
        (deep, claims.clone()),
    ] {
        refused(shop.judge(&shop.key.sign_text(&head, &payload)).await, &format!("{head} {payload}"));
    }
    let long = shop.sign_with(&json!({ "more": "x".repeat(8 * 1024) }));
    assert_eq!(refused(shop.judge(&long).await, "long"), InvalidToken::TooLarge(8 * 1024));
    let long = changed(&shop.header(), &json!({ "more": "x".repeat(1024) }));
    refused(shop.judge(&shop.key.sign(&long, &shop.claims())).await, "a long header");
    let padded = format!("{}=", encode("a"));
    for text in ["a", ".", "a.b", "a.b.c.d", "é.é.é", "-.-.-", &padded, &format!("{padded}.{padded}.{padded}")] {
        refused(shop.judge(text).await, text);
    }
    assert!(matches!(judge(&shop.token, "").await, TokenVerdict::Nobody));
}
