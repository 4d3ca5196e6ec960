//! Keys that may ask about tokens, and keys that may not.

use super::steps::{CONSUME, REQUIRED, administrator, ask, key, key_with, shown_key};
use crate::support::TestApp;
use http::Method;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn without_a_living_key_nothing_is_told() {
    let app = TestApp::start().await;
    let mut admin = administrator(&app, "admin@example.org").await;
    let key = key(&mut admin, "shop").await;
    assert!(key.starts_with("lk_live_") && key.len() == 57);
    let body = json!({ "token": "x", "action": "a", "user_id": "u" }).to_string();
    let json = ("content-type", "application/json");
    let bearer = |key: &str| format!("Bearer {key}");
    for value in [
        "",
        "Bearer",
        "Bearer ",
        "lk_",
        &key,
        &format!("Basic {key}"),
        &bearer("lk_"),
        &bearer(&key.to_lowercase()),
        &bearer(key.trim_start_matches("lk_")),
        &bearer(&key.replace("live_", "")),
        &bearer(key.split_at(56).0),
    ] {
        for path in [CONSUME, REQUIRED] {
            let answer = app.anonymous().post_with(path, &[("authorization", value), json], &body).await;
            assert_eq!(answer.assert_status(401).code(), "application_key_invalid", "{value}");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
    app.anonymous().post_with(CONSUME, &[json], &body).await.assert_status(401);
    // A session is no key.
    admin.post_with(CONSUME, &[json], &body).await.assert_status(401);
    ask(&app, &key, CONSUME, &json!({ "token": "x", "action": "a" })).await.assert_status(404);
    app.anonymous().post_with(CONSUME, &[("authorization", &format!("bearer {key}")), json], &body).await.assert_status(404);

    let page = admin.get("/admin/keys").await.body;
    assert!(page.contains("shop") && !page.contains(&key), "it is shown once");
    let (_, after) = page.split_once("/admin/keys/").unwrap();
    let path = format!("/admin/keys/{}/revoke", after.split_once('/').unwrap().0);
    admin.get(&path).await.assert_status(200);
    admin.submit(&path, &[]).await.assert_leads_to("/admin/keys");
    let answer = ask(&app, &key, CONSUME, &json!({ "token": "x", "action": "a" })).await;
    assert_eq!(answer.assert_status(401).code(), "application_key_invalid");
    admin.submit(&path, &[]).await.assert_status(404);
}

#[tokio::test]
async fn what_is_no_such_call_is_refused() {
    let app = TestApp::start().await;
    let mut admin = administrator(&app, "admin@example.org").await;
    let key = key(&mut admin, "shop").await;
    let bearer = format!("Bearer {key}");
    let with_key = ("authorization", bearer.as_str());
    let mut client = app.anonymous();
    for method in [Method::GET, Method::PUT, Method::OPTIONS] {
        client.request_with(method, CONSUME, &[with_key], "").await.assert_status(405);
    }
    let plain = client.post_with(CONSUME, &[with_key, ("content-type", "text/plain")], "{}").await;
    assert_eq!(plain.assert_status(415).code(), "unsupported_media_type");
    let json = ("content-type", "application/json");
    for body in ["", "{", "null", "\"\"", "{\"token\":\"a\",\"token\":\"b\",\"action\":\"c\"}"] {
        let answer = client.post_with(CONSUME, &[with_key, json], body).await;
        assert_eq!(answer.assert_status(400).code(), "malformed_request", "{body}");
    }
    let foreign = [with_key, json, ("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    assert_eq!(client.post_with(CONSUME, &foreign, "{}").await.assert_status(403).code(), "cross_site");
    client.post_with("/api/v1/mfa-tokens/other", &[with_key, json], "{}").await.assert_status(404);
}

#[tokio::test]
async fn a_key_without_the_permission_is_refused() {
    let app = TestApp::start().await;
    let mut admin = administrator(&app, "admin@example.org").await;
    let reads = key_with(&mut admin, "reads", &["actions:read"]).await;
    ask(&app, &reads, REQUIRED, &json!({ "user_id": "u", "action": "a" })).await.assert_status(404);
    // The body isn't looked at.
    let refused = ask(&app, &reads, CONSUME, &json!({})).await;
    assert_eq!(refused.assert_status(403).json(), json!({ "code": "scope_missing", "scope": "mfa-tokens:consume" }));
    assert_eq!(refused.header("www-authenticate"), "Bearer error=\"insufficient_scope\", scope=\"mfa-tokens:consume\"");
}

#[tokio::test]
async fn the_page_says_what_a_key_may_do_and_when_it_ends() {
    let app = TestApp::start().await;
    let mut admin = administrator(&app, "admin@example.org").await;
    let form = admin.get("/admin/keys").await.body;
    assert!(form.contains("name=\"mfa-tokens:consume\" value=\"on\" checked"), "what servers of applications usually need");
    assert!(form.contains("name=\"sessions:write\" value=\"on\">"), "and no more");

    let none = admin.submit("/admin/keys", &[("name", "shop"), ("expiry", "90")]).await;
    let none = &none.assert_status(422).body;
    assert!(none.contains("Choose at least one permission.") && none.contains("value=\"shop\"") && none.contains("value=\"90\" selected"));
    assert!(!none.contains(" checked"), "what was chosen is still chosen");
    admin.submit("/admin/keys", &[("name", "shop"), ("sessions:read", "on"), ("expiry", "7")]).await.assert_status(400);
    let made = admin.submit("/admin/keys", &[("name", "shop"), ("sessions:read", "on"), ("expiry", "90")]).await;
    assert!(shown_key(made.assert_status(200)).is_some());
    let list = admin.get("/admin/keys").await.body;
    let (_, list) = list.split_once("keys-title").unwrap();
    assert!(list.contains("Find out who is signed in") && list.contains("Expires"));
    app.advance(Duration::from_hours(90 * 24));
    let mut admin = admin.sign_in_again(app.anonymous()).await;
    assert!(admin.get("/admin/keys").await.body.contains("tag-off\">Expired"));
}

#[tokio::test]
async fn a_key_is_replaced_on_the_page() {
    let app = TestApp::start().await;
    let mut admin = administrator(&app, "admin@example.org").await;
    let old = key_with(&mut admin, "shop", &["actions:read"]).await;
    let list = admin.get("/admin/keys").await.body;
    let (_, after) = list.split_once("/admin/keys?replaces=").unwrap();
    let id = after.split_once('#').unwrap().0;
    let page = admin.get(&format!("/admin/keys?replaces={id}")).await.body;
    assert!(page.contains("Replace the key shop") && page.contains(&format!("name=\"replaces\" value=\"{id}\"")));
    assert!(
        page.contains("name=\"actions:read\" value=\"on\" checked") && !page.contains("name=\"mfa-tokens:consume\" value=\"on\" checked")
    );
    let none = admin.submit("/admin/keys", &[("replaces", id)]).await;
    assert!(none.assert_status(422).body.contains("Replace the key shop"), "it is still about that key");
    let new = admin.submit("/admin/keys", &[("replaces", id), ("actions:read", "on")]).await;
    let new = shown_key(new.assert_status(200)).unwrap();
    for key in [&old, &new] {
        ask(&app, key, REQUIRED, &json!({ "user_id": "u", "action": "a" })).await.assert_status(404);
    }
    let list = admin.get("/admin/keys").await.body;
    assert!(list.contains("Revoke shop (old)") && list.contains("Revoke shop (new)") && !list.contains("?replaces="));
    admin.submit("/admin/keys", &[("replaces", id), ("actions:read", "on")]).await.assert_status(409);
    admin.submit("/admin/keys", &[("replaces", "0"), ("actions:read", "on")]).await.assert_status(404);
}
