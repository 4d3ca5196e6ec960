//! Where `next` may lead.

use crate::support::{PASSWORD, TestApp};
use serde_json::json;

const ATTACKS: [&str; 12] = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/%09/evil.example\r\nset-cookie: a=b",
    "/account\r\nlocation: https://evil.example",
    "/.//evil.example",
    " //evil.example",
    "/\u{202e}evil",
];

#[tokio::test]
async fn only_paths_of_this_site() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    for next in ATTACKS {
        app.advance(std::time::Duration::from_secs(60));
        let mut client = app.anonymous();
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
        client.get(&format!("/sign-in?{query}")).await.assert_status(200);
        let signed = client.submit("/sign-in", &[("email", &user.email), ("password", PASSWORD), ("next", next)]).await;
        signed.assert_leads_to("/mfa/verify");
        client.submit("/mfa/verify", &[("code", &user.code())]).await.assert_leads_to("/account/security");
        client.get("/mfa").await.assert_leads_to("/account/security");
        // The same by the address alone, for those who are signed in already.
        let entered = client.get(&format!("/sign-in?{query}")).await;
        assert!(!entered.header("location").contains("evil"), "{next:?}: {}", entered.header("location"));
    }
}

#[tokio::test]
async fn through_the_api_too() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    for next in ATTACKS {
        app.advance(std::time::Duration::from_secs(60));
        let mut client = app.anonymous();
        client.call("account/sign-in", &json!({ "email": user.email, "password": PASSWORD, "next": next })).await.assert_status(200);
        client.submit("/mfa/verify", &[("code", &user.code())]).await.assert_leads_to("/account/security");
        client.get("/mfa").await.assert_leads_to("/account/security");
    }
}

#[tokio::test]
async fn a_good_one_is_followed() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut client = app.anonymous();
    let sent = client.get("/account/password").await.header("location").to_owned();
    assert_eq!(sent, "/sign-in?next=%2Faccount%2Fpassword");
    client
        .submit("/sign-in", &[("email", &user.email), ("password", PASSWORD), ("next", "/account/password")])
        .await
        .assert_leads_to("/mfa/verify");
    client.submit("/mfa/verify", &[("code", &user.code())]).await.assert_leads_to("/account/password");
    client.get("/mfa").await.assert_leads_to("/account/password");
}

#[tokio::test]
async fn the_way_back_after_a_change_of_language() {
    let app = TestApp::start().await;
    for back in ATTACKS {
        let answer = app.anonymous().submit("/language", &[("language", "de"), ("back", back)]).await;
        assert!(answer.header("location").starts_with('/') && !answer.header("location").contains("evil"), "{back:?}");
    }
}
