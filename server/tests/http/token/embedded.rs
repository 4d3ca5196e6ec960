//! Tokens inside a Rust application.

use super::steps::{TRANSFER, begin, issue};
use crate::support::{Answer, Client, Portal, User};
use http::Method;
use mfa::policy::{Action, TokenKind};
use serde_json::json;
use std::time::Duration;

const BODY: &str = "100 to Bob";
const UPLOAD: &str = "upload.create";

async fn protect(portal: &Portal) {
    let mut policy = portal.latchkey.saved_policy().await.unwrap();
    let action = |name: &str| Action {
        name: name.to_owned(),
        description: String::new(),
        required: false,
        token: TokenKind::SingleUse,
        lifetime_seconds: 300,
    };
    policy.actions = vec![action(TRANSFER), action(UPLOAD)];
    portal.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
}

async fn transfer(browser: &mut Client, token: Option<&str>, body: &str) -> Answer {
    let headers: Vec<_> = token.map(|token| ("latchkey-mfa-token", token)).into_iter().collect();
    browser.request_with(Method::POST, "/transfer", &headers, body).await
}

async fn token(portal: &Portal, user: &mut User) -> String {
    portal.advance(Duration::from_secs(30));
    let confirmation = begin(user, Some(BODY)).await;
    let code = user.code();
    user.call("totp/verify", &json!({ "code": code, "confirmation": confirmation })).await.assert_status(200);
    issue(user, &confirmation).await.json()["token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_was_confirmed_is_done_once() {
    let portal = Portal::start().await;
    let mut mira = portal.enrolled("mira", "m1").await;
    assert_eq!(transfer(&mut mira, None, BODY).await.body, "100 to Bob, by mira of the portal, confirmed with nothing", "it isn't listed");
    protect(&portal).await;
    let missing = transfer(&mut mira, None, BODY).await;
    assert_eq!(missing.assert_status(403).json(), json!({ "code": "mfa_token_required", "action": TRANSFER }));
    let token = token(&portal, &mut mira).await;
    assert_eq!(transfer(&mut mira, Some(&token), "10000 to Bob").await.assert_status(403).code(), "mfa_token_wrong_content");
    let done = transfer(&mut mira, Some(&token), BODY).await;
    assert_eq!(done.assert_status(200).body, "100 to Bob, by mira of the portal, confirmed with totp of mira");
    assert_eq!(transfer(&mut mira, Some(&token), BODY).await.assert_status(409).code(), "mfa_token_consumed");
}

#[tokio::test]
async fn a_token_is_worth_nothing_to_others() {
    let portal = Portal::start().await;
    protect(&portal).await;
    let mut mira = portal.enrolled("mira", "m1").await;
    let mut tom = portal.enrolled("tom", "t1").await;
    let token = token(&portal, &mut mira).await;
    assert_eq!(transfer(&mut tom, Some(&token), BODY).await.assert_status(403).code(), "mfa_token_wrong_user");
    assert_eq!(transfer(&mut portal.anonymous(), Some(&token), BODY).await.assert_status(401).code(), "not_signed_in");
    let mut half = portal.signed_in("mira", "m2");
    assert_eq!(transfer(&mut half, Some(&token), BODY).await.assert_status(403).code(), "requires_additional_auth");
    let code = mira.code();
    portal.advance(Duration::from_secs(30));
    half.call("totp/verify", &json!({ "code": code })).await;
    let code = mira.code();
    half.call("totp/verify", &json!({ "code": code })).await.assert_status(200);
    assert_eq!(transfer(&mut half, Some(&token), BODY).await.assert_status(403).code(), "mfa_token_wrong_session");
    transfer(&mut mira, Some(&token), BODY).await.assert_status(200);
}

#[tokio::test]
async fn what_is_not_confirmed_may_be_long() {
    let portal = Portal::start().await;
    let mut mira = portal.enrolled("mira", "m1").await;
    let long = "x".repeat(1_000_000);
    let unasked = mira.request_with(Method::POST, "/upload/bob?a=b", &[], &long).await;
    assert_eq!(unasked.assert_status(200).body, "1000000 bytes, confirmed: false");
    assert!(transfer(&mut mira, None, &long).await.assert_status(200).body.starts_with("xxx"), "nobody is asked for it");

    protect(&portal).await;
    let begun = mira.call("action/begin", &json!({ "action": UPLOAD })).await.json();
    let code = mira.code();
    mira.call("totp/verify", &json!({ "code": code, "confirmation": begun["id"] })).await.assert_status(200);
    let token = issue(&mut mira, begun["id"].as_str().unwrap()).await.json()["token"].take();
    let headers = [("latchkey-mfa-token", token.as_str().unwrap())];
    let confirmed = mira.request_with(Method::POST, "/upload/bob", &headers, &long).await;
    assert_eq!(confirmed.assert_status(200).body, "1000000 bytes, confirmed: true");

    let refused = transfer(&mut mira, Some("any"), &"x".repeat(32 * 1024 + 1)).await;
    assert_eq!(refused.assert_status(413).code(), "mfa_content_too_long");
    assert_eq!(transfer(&mut mira, Some("any"), &"x".repeat(32 * 1024)).await.assert_status(404).code(), "mfa_token_unknown");
}

#[tokio::test]
async fn the_address_says_nothing_that_was_not_confirmed() {
    let portal = Portal::start().await;
    protect(&portal).await;
    let mut mira = portal.enrolled("mira", "m1").await;
    let token = token(&portal, &mut mira).await;
    let headers = [("latchkey-mfa-token", token.as_str())];
    for (path, status) in [("/transfer?to=eve", 400), ("/transfer?", 400), ("/transfer/eve", 500)] {
        mira.request_with(Method::POST, path, &headers, BODY).await.assert_status(status);
    }
    transfer(&mut mira, Some(&token), BODY).await.assert_status(200);
}
