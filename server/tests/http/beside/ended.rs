//! Sign-outs that the application's server reports with its key.

use crate::support::{Answer, Beside, Client, User};
use serde_json::{Value, json};

const END: &str = "/api/v1/sessions/end";

/// The request of the application's server, with `key`.
pub(super) async fn end(server: &mut Client, key: &str, body: &Value) -> Answer {
    let bearer = format!("Bearer {key}");
    server.post_with(END, &[("authorization", &bearer), ("content-type", "application/json")], &body.to_string()).await
}

/// A new key with these permissions, made on the dashboard.
pub(super) async fn key(administrator: &mut Client, name: &str, scopes: &[&str]) -> String {
    let fields: Vec<_> = [("name", name)].into_iter().chain(scopes.iter().map(|scope| (*scope, "on"))).collect();
    let page = administrator.submit("/security/admin/keys", &fields).await;
    let (_, element) = page.assert_status(200).body.split_once("data-testid=\"application-key\"").unwrap();
    element.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned()
}

async fn administrator(beside: &Beside) -> User {
    let mut admin = beside.enrolled("admin", "a1").await;
    beside.latchkey.operator().grant_administrator("admin").await.unwrap();
    assert_eq!(admin.step().await, "done");
    admin
}

#[tokio::test]
async fn a_sign_out_counts_at_once() {
    let beside = Beside::start().await;
    let mut mira = beside.enrolled("mira", "m1").await;
    let mut elsewhere = beside.enrolled("tom", "t1").await;
    let mut admin = administrator(&beside).await;
    let key = key(&mut admin, "till seven", &["sessions:write"]).await;
    let mut server = beside.anonymous();
    mira.get("/security/account/security").await.assert_status(200);

    beside.shop.sign_out("m1");
    end(&mut server, &key, &json!({ "session": "m1" })).await.assert_status(204);
    mira.get("/security/account/security").await.assert_leads_to("/login?next=%2Fsecurity%2Faccount%2Fsecurity");
    assert_eq!(elsewhere.step().await, "done", "other sessions stay");
    // Signed in again under the same session: nothing is left of the one before.
    beside.shop.sign_in("m1", "mira", "m1");
    assert_eq!(mira.step().await, "challenge");

    for again in ["m1", "m1", "never-there"] {
        let answer = end(&mut server, &key, &json!({ "session": again })).await;
        assert_eq!(answer.assert_status(204).body, "", "the answer tells nothing");
    }
    assert!(server.cookies.is_empty());
    let below = format!("/security{END}");
    let bearer = format!("Bearer {key}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    server.post_with(&below, &headers, &json!({ "session": "t1" }).to_string()).await.assert_status(204);
    assert_eq!(elsewhere.step().await, "challenge", "below the prefix, too");
    let audit = admin.get("/security/admin/audit").await;
    assert!(audit.assert_status(200).body.contains("till seven"), "the audit names the key");
}

#[tokio::test]
async fn only_a_key_with_that_permission_ends_sessions() {
    let beside = Beside::start().await;
    let mut mira = beside.enrolled("mira", "m1").await;
    let mut admin = administrator(&beside).await;
    let other = key(&mut admin, "other", &["mfa-tokens:consume", "actions:read", "sessions:read"]).await;
    let mut server = beside.anonymous();
    let body = json!({ "session": "m1" });
    assert_eq!(end(&mut server, &other, &body).await.assert_status(403).code(), "scope_missing");
    assert_eq!(end(&mut server, "lk_live_x", &body).await.assert_status(401).code(), "application_key_invalid");
    mira.post_with(END, &[("content-type", "application/json")], &body.to_string()).await.assert_status(401);
    assert_eq!(mira.step().await, "done");

    let key = key(&mut admin, "till seven", &["sessions:write"]).await;
    for malformed in [json!({}), json!({ "session": "" }), json!({ "session": 7 }), json!({ "session": "x".repeat(1025) })] {
        assert_eq!(end(&mut server, &key, &malformed).await.assert_status(400).code(), "malformed_request");
    }
}
