//! Keys that may ask about tokens, and keys that may not.

use super::steps::{CONSUME, REQUIRED, administrator, ask, key};
use crate::support::TestApp;
use http::Method;
use serde_json::json;

#[tokio::test]
async fn without_a_living_key_nothing_is_told() {
    let app = TestApp::start().await;
    let mut admin = administrator(&app, "admin@example.org").await;
    let key = key(&mut admin, "shop").await;
    assert!(key.starts_with("lk_") && key.len() == 46);
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
