//! Session tokens: from the browser that gets one to the application's server that verifies it or asks about it.

use crate::{
    support::{Answer, Client, Portal, TestApp, User},
    token::{administrator, ask, key, key_with},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use mfa::{Level, SigningRotation};
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier};
use serde_json::{Value, json};
use server::cookie::CookieNames;
use std::time::Duration;

pub(crate) const SHOP: &str = "https://shop.example.org";
pub(crate) const TOKEN: &str = "session/token";
pub(crate) const INTROSPECT: &str = "/api/v1/introspect";
pub(crate) const VERIFY: &str = "/api/v1/sessions/verify";
const KEYS: [&str; 2] = ["/.well-known/jwks.json", "/api/latchkey/jwks.json"];

async fn start() -> TestApp {
    TestApp::build().audience(SHOP).start().await
}

async fn token(browser: &mut Client) -> String {
    let answer = browser.call(TOKEN, &json!({ "audience": SHOP })).await;
    answer.assert_status(200).json()["token"].as_str().unwrap().to_owned()
}

pub(crate) async fn introspect(app: &TestApp, key: &str, token: &str) -> Answer {
    let bearer = format!("Bearer {key}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    app.anonymous().post_with(INTROSPECT, &headers, &format!("token_type_hint=access_token&token={token}")).await
}

/// The key of a server that asks about sessions and tokens.
pub(crate) async fn asking(app: &TestApp) -> String {
    let mut admin = administrator(app, "admin@example.org").await;
    key_with(&mut admin, "shop", &["tokens:introspect", "sessions:read"]).await
}

/// Verifies a token as the standards say, with nothing of Latchkey's. Returns header and claims.
pub(crate) fn verified(keys: &Value, token: &str) -> (Value, Value) {
    let parts: Vec<_> = token.split('.').collect();
    let [header, payload, signature] = parts[..] else { panic!("three parts") };
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let read = |text: &str| serde_json::from_slice::<Value>(&decode(text)).unwrap();
    let head = read(header);
    let key = keys["keys"].as_array().unwrap().iter().find(|key| key["kid"] == head["kid"]).unwrap();
    let number = |name: &str| decode(key[name].as_str().unwrap());
    let point = [&[4][..], &number("x"), &number("y")].concat();
    let signature = Signature::from_slice(&decode(signature)).unwrap();
    VerifyingKey::from_sec1_bytes(&point).unwrap().verify(format!("{header}.{payload}").as_bytes(), &signature).unwrap();
    (head, read(payload))
}

#[tokio::test]
async fn a_token_is_verified_with_the_published_keys() {
    let app = start().await;
    let mut user = app.user("a@example.org").await;
    let issued = user.call(TOKEN, &json!({ "audience": SHOP })).await;
    assert_eq!(issued.assert_status(200).header("cache-control"), "no-store");
    let answer = app.anonymous().get(KEYS[0]).await;
    let (head, claims) = verified(&answer.assert_status(200).json(), issued.json()["token"].as_str().unwrap());
    assert_eq!((&head["alg"], &head["typ"]), (&json!("ES256"), &json!("latchkey-session+jwt")));
    assert_eq!((&claims["iss"], &claims["aud"], &claims["scope"]), (&json!("http://localhost"), &json!(SHOP), &json!("user:basic")));
    assert_eq!((&claims["amr"], &claims["acr"]), (&json!(["pwd", "otp", "mfa"]), &json!("aal2")));
    assert_eq!(claims["exp"].as_i64().unwrap() * 1000, issued.json()["expires_at"].as_i64().unwrap());
}

#[tokio::test]
async fn who_gets_no_token_is_told_why() {
    let app = start().await;
    let user = app.user("a@example.org").await;
    let mut half = app.anonymous();
    half.sign_in("a@example.org").await.assert_leads_to("/mfa/verify");
    let asked = json!({ "audience": SHOP });
    assert_eq!(half.call(TOKEN, &asked).await.assert_status(403).code(), "requires_additional_auth");
    assert_eq!(app.anonymous().call(TOKEN, &asked).await.assert_status(401).code(), "not_signed_in");
    let mut full = user;
    assert_eq!(full.call(TOKEN, &json!({ "audience": "other" })).await.assert_status(404).code(), "not_found");
    for body in [json!({}), json!({ "audience": 1 }), json!([]), json!({ "audience": [SHOP] })] {
        assert_eq!(full.call(TOKEN, &body).await.assert_status(400).code(), "malformed_request");
    }
    let foreign = [("content-type", "application/json"), ("origin", SHOP), ("sec-fetch-site", "cross-site")];
    let path = format!("/api/latchkey/{TOKEN}");
    assert_eq!(full.post_with(&path, &foreign, &asked.to_string()).await.assert_status(403).code(), "cross_site");
    full.get(&path).await.assert_status(405);
    // The page of another session that was open in a tab.
    let stale = [("content-type", "application/json"), ("latchkey-form-token", "x"), ("origin", "http://localhost")];
    assert_eq!(full.post_with(&path, &stale, &asked.to_string()).await.assert_status(409).code(), "session_changed");
    token(&mut full).await;
}

#[tokio::test]
async fn keys_and_issuer_are_everybodys_to_read() {
    let app = start().await;
    let mut user = app.user("a@example.org").await;
    token(&mut user).await;
    for path in KEYS {
        let answer = app.anonymous().get(path).await;
        assert_eq!(answer.assert_status(200).header("cache-control"), "public, max-age=300, stale-if-error=86400");
        assert_eq!((answer.header("access-control-allow-origin"), answer.header("content-type")), ("*", "application/json"));
        assert!(!answer.body.contains("\"d\""), "only the public halves");
        let tag = answer.header("etag").to_owned();
        for known in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
            let again = app.anonymous().request_with(http::Method::GET, path, &[("if-none-match", &known)], "").await;
            assert_eq!((again.assert_status(304).header("etag"), again.body.as_str()), (tag.as_str(), ""));
        }
        assert_eq!(user.get(path).await.body, answer.body, "for everybody");
        app.latchkey.operator().rotate_signing_keys().await.unwrap();
        let changed = app.anonymous().request_with(http::Method::GET, path, &[("if-none-match", &tag)], "").await;
        assert_eq!(changed.status, if path == KEYS[0] { 200 } else { 304 }, "the next key is published once");
    }
    for path in ["/.well-known/oauth-authorization-server", "/api/latchkey/oauth-authorization-server"] {
        let document = app.anonymous().get(path).await.assert_status(200).json();
        assert_eq!(document["issuer"], "http://localhost");
        assert_eq!(document["jwks_uri"], "http://localhost/.well-known/jwks.json");
        assert_eq!(document["introspection_endpoint"], "http://localhost/api/v1/introspect");
    }
    let closed = TestApp::start().await;
    for path in KEYS {
        closed.anonymous().get(path).await.assert_status(404);
    }
}

#[tokio::test]
async fn a_token_counts_while_its_session_does() {
    let app = start().await;
    let key = asking(&app).await;
    let mut user = app.user("a@example.org").await;
    let issued = token(&mut user).await;
    let active = introspect(&app, &key, &issued).await.assert_status(200).json();
    assert_eq!((&active["active"], &active["aud"], &active["acr"]), (&json!(true), &json!(SHOP), &json!("aal2")));
    user.submit("/sign-out", &[]).await.assert_leads_to("/");
    let over = introspect(&app, &key, &issued).await;
    assert_eq!(over.assert_status(200).json(), json!({ "active": false }));
    for other in ["", "x", "a.b.c", &key, &format!("{issued}x")] {
        assert_eq!(introspect(&app, &key, other).await.assert_status(200).json(), json!({ "active": false }), "{other}");
    }
}

#[tokio::test]
async fn only_a_key_with_the_permission_may_ask() {
    let app = start().await;
    let mut admin = administrator(&app, "admin@example.org").await;
    let other = key(&mut admin, "other").await;
    assert_eq!(introspect(&app, &other, "x").await.assert_status(403).code(), "scope_missing");
    assert_eq!(ask(&app, &other, VERIFY, &json!({ "cookie": "" })).await.assert_status(403).code(), "scope_missing");
    assert_eq!(introspect(&app, "lk_x", "x").await.assert_status(401).code(), "application_key_invalid");
    let key = key_with(&mut admin, "shop", &["tokens:introspect"]).await;
    assert_eq!(ask(&app, &key, INTROSPECT, &json!({ "token": "x" })).await.assert_status(415).code(), "unsupported_media_type");
    let bearer = format!("Bearer {key}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/x-www-form-urlencoded")];
    for body in ["", "tokens=x", "token=x&token=y"] {
        assert_eq!(app.anonymous().post_with(INTROSPECT, &headers, body).await.assert_status(400).code(), "malformed_request");
    }
}

/// The `Cookie` header that a browser sends.
fn cookies(browser: &Client) -> String {
    let pairs: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("; ")
}

#[tokio::test]
async fn a_server_asks_with_the_visitors_cookies() {
    let app = start().await;
    let key = asking(&app).await;
    let user = app.user("a@example.org").await;
    let mut half = app.anonymous();
    half.sign_in("a@example.org").await.assert_leads_to("/mfa/verify");
    let verify = async |cookie: String| ask(&app, &key, VERIFY, &json!({ "cookie": cookie })).await.assert_status(200).json();
    let full = verify(cookies(&user)).await;
    assert_eq!((&full["active"], &full["scope"], &full["acr"]), (&json!(true), &json!("user:basic"), &json!("aal2")));
    assert!(full["sub"].is_string() && full["sid"].is_string());
    // Not one member that a client could take for a full session's.
    assert_eq!(verify(cookies(&half)).await, json!({ "active": false, "owes": "challenge" }));
    let names = CookieNames::new(&app.origin.parse().unwrap());
    let secret = &half.cookies[names.session(Level::Half)];
    assert_eq!(verify(format!("{}={secret}", names.session(Level::Full))).await, json!({ "active": false }), "it isn't a full one's");
    for nobody in ["", "a=b", "latchkey=", &format!("x; {}", names.session(Level::Full))] {
        assert_eq!(verify(nobody.to_owned()).await, json!({ "active": false }));
    }
    for body in [json!({}), json!({ "cookie": "a\r\nb" }), json!({ "cookie": null })] {
        assert_eq!(ask(&app, &key, VERIFY, &body).await.assert_status(400).code(), "malformed_request");
    }
}

#[tokio::test]
async fn tokens_of_a_retired_key_are_verified_as_long_as_they_live() {
    let app = start().await;
    let asks = asking(&app).await;
    let mut user: User = app.user("a@example.org").await;
    app.latchkey.maintenance().tend_signing_keys().await.unwrap();
    app.advance(Duration::from_secs(420));
    let old = token(&mut user).await;
    assert!(matches!(app.latchkey.operator().rotate_signing_keys().await.unwrap(), SigningRotation::Done(_)));
    app.advance(Duration::from_secs(11));
    let new = token(&mut user).await;
    let keys = app.anonymous().get(KEYS[0]).await.json();
    assert_ne!(verified(&keys, &old).0["kid"], verified(&keys, &new).0["kid"]);
    for token in [&old, &new] {
        assert_eq!(introspect(&app, &asks, token).await.assert_status(200).json()["active"], true);
    }
}

#[tokio::test]
async fn in_an_application_only_its_user_in_its_session_counts() {
    let portal = Portal::start().await;
    let mut user = portal.enrolled("ada", "s1").await;
    let issued = user.call(TOKEN, &json!({ "audience": SHOP })).await.assert_status(200).json();
    let keys = portal.anonymous().get(KEYS[1]).await.assert_status(200).json();
    let (_, claims) = verified(&keys, issued["token"].as_str().unwrap());
    assert_eq!((&claims["sub"], &claims["amr"], &claims["acr"]), (&json!("ada"), &json!(["otp"]), &json!("aal2")));
    assert!(portal.anonymous().get(KEYS[0]).await.body.contains("the portal has no such page"), "that address is the application's");
    let document = portal.anonymous().get("/api/latchkey/oauth-authorization-server").await.json();
    assert_eq!(document["jwks_uri"], "http://localhost/api/latchkey/jwks.json");
    assert_eq!(document["introspection_endpoint"], "http://localhost/security/api/v1/introspect");
    let form = [("content-type", "application/x-www-form-urlencoded")];
    portal.anonymous().post_with("/security/api/v1/introspect", &form, "token=x").await.assert_status(401);
    // Another user with this user's cookies of Latchkey.
    let mut other = portal.signed_in("bob", "s2");
    for (name, value) in user.cookies.iter().filter(|(name, _)| name.starts_with("latchkey")) {
        other.cookies.insert(name.clone(), value.clone());
    }
    assert_eq!(other.call(TOKEN, &json!({ "audience": SHOP })).await.assert_status(403).code(), "requires_additional_auth");
}

#[tokio::test]
async fn below_a_prefix_the_metadata_names_no_address_of_the_application() {
    let app = TestApp::build().below("/security").audience("https://shop.example.org").start().await;
    let document = app.anonymous().get("/api/latchkey/oauth-authorization-server").await.assert_status(200).json();
    for member in ["jwks_uri", "introspection_endpoint"] {
        let address = document[member].as_str().unwrap().strip_prefix("http://localhost").unwrap();
        assert!(address.starts_with("/api/latchkey/") || address.starts_with("/security/"), "{address}");
    }
    let keys = app.anonymous().get("/api/latchkey/jwks.json").await;
    assert_eq!(keys.assert_status(200).header("cache-control"), "no-store", "before the first key, which signs at once");
    app.anonymous().get("/.well-known/jwks.json").await.assert_status(404);
}
