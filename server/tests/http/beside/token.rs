//! An application that tells who is signed in by a token.

use super::ended::{end, key};
use crate::{
    log::listen,
    support::{ByToken, Client},
};
use http::Method;
use serde_json::json;
use server::settings::{LogFormat, TokenPlace};
use std::time::Duration;
use testbed::Database;

const SECURITY: &str = "/security/account/security";
const TO_SIGN_IN: &str = "/login?next=%2Fsecurity%2Faccount%2Fsecurity";

#[tokio::test]
async fn a_session_goes_on_with_the_next_token() {
    for database in Database::available() {
        let shop = ByToken::at(TokenPlace::Cookie("shop".to_owned()), database).await;
        shop.anonymous().get(SECURITY).await.assert_leads_to(TO_SIGN_IN);
        let mut mira = shop.enrolled("mira", "m1").await;
        assert!(mira.get(SECURITY).await.assert_status(200).body.contains("mira of the shop"));
        shop.advance(Duration::from_secs(300));
        mira.get(SECURITY).await.assert_leads_to(TO_SIGN_IN);
        shop.renew(&mut mira, "mira", "m1");
        mira.get(SECURITY).await.assert_status(200);
        // The application's session changes at a sign-in.
        shop.renew(&mut mira, "mira", "m2");
        assert_eq!(mira.step().await, "challenge");
    }
}

#[tokio::test]
async fn a_half_session_stays_half() {
    let shop = ByToken::start().await;
    let mut mira = shop.enrolled("mira", "m1").await;
    let mut again = shop.signed_in("mira", "m2");
    again.get(SECURITY).await.assert_leads_to("/security/mfa");
    shop.renew(&mut again, "mira", "m2");
    again.get("/security/mfa").await.assert_leads_to("/security/mfa/verify");
    // Full in one session of the application, and not in the other.
    again.cookies.insert("latchkey".to_owned(), mira.cookies["latchkey"].clone());
    assert_eq!(again.step().await, "challenge");
    assert_eq!(mira.step().await, "done");
}

#[tokio::test]
async fn another_user_in_the_same_browser_has_nothing_of_the_first() {
    let shop = ByToken::start().await;
    let mut browser = shop.enrolled("mira", "m1").await;
    shop.renew(&mut browser, "tom", "t1");
    assert_eq!(browser.step().await, "choose_method");
    assert!(!browser.get("/security/mfa/choose").await.body.contains("mira"));
    assert!(!browser.cookies.contains_key("latchkey"), "her session's cookie is taken away");
    // With the identifier of her session, too.
    let mut other = shop.enrolled("ada", "a1").await;
    shop.renew(&mut other, "tom", "a1");
    assert_eq!(other.step().await, "choose_method");
}

#[tokio::test]
async fn bad_tokens_are_nobodys_and_never_in_the_log() {
    let (lines, _guard) = listen(LogFormat::Text);
    let shop = ByToken::start().await;
    let mut mira = shop.enrolled("mira", "a-session-of-the-shop").await;
    let good = mira.cookies["shop"].clone();
    let bad = [
        "x".to_owned(),
        format!("{good}x"),
        good.replacen('.', "..", 1),
        shop.sign_with("mira", "a-session-of-the-shop", |claims| claims["exp"] = json!(1)),
        shop.sign_with("mira", "a-session-of-the-shop", |claims| claims["aud"] = json!("https://elsewhere.example")),
        shop.sign_with("mira", "a-session-of-the-shop", |claims| claims["iss"] = json!("https://elsewhere.example")),
    ];
    for token in &bad {
        mira.cookies.insert("shop".to_owned(), token.clone());
        mira.get(SECURITY).await.assert_leads_to(TO_SIGN_IN);
        assert_eq!(mira.call("flow/next-step", &json!({})).await.assert_status(200).json()["step"], "sign_in");
    }
    let log = lines.text();
    let (warnings, reasons): (Vec<_>, Vec<_>) = (
        log.lines().filter(|line| line.contains("WARN")).collect(),
        log.lines().filter(|line| line.contains("a visitor's token isn't valid")).collect(),
    );
    assert_eq!(warnings.iter().filter(|line| line.contains("isn't valid here")).count(), 1, "{warnings:?}");
    assert!(reasons.len() >= bad.len() && reasons.iter().all(|line| line.contains("DEBUG")), "{reasons:?}");
    for secret in bad.iter().skip(1).map(String::as_str).chain([good.as_str(), "a-session-of-the-shop"]) {
        assert!(!log.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn without_keys_nobody_is_signed_out() {
    let shop = ByToken::start().await;
    shop.publishes(false);
    let mut tom = shop.signed_in("tom", "t1");
    let refused = tom.get(SECURITY).await;
    refused.assert_status(503);
    assert_eq!((refused.header("retry-after"), refused.header("location")), ("5", ""));
    assert_eq!(tom.call("flow/next-step", &json!({})).await.assert_status(503).code(), "application_unavailable");
    shop.anonymous().get(SECURITY).await.assert_leads_to(TO_SIGN_IN);
    shop.publishes(true);
    shop.advance(Duration::from_secs(5));
    tom.get(SECURITY).await.assert_leads_to("/security/mfa");
}

#[tokio::test]
async fn the_application_s_server_verifies_and_ends_sessions() {
    let shop = ByToken::start().await;
    let mut mira = shop.enrolled("mira", "m1").await;
    let mut admin = shop.enrolled("admin", "a1").await;
    shop.latchkey.operator().grant_administrator("admin").await.unwrap();
    let key = key(&mut admin, "till seven", &["sessions:read", "sessions:write"]).await;
    let mut server = shop.anonymous();
    let cookies = |browser: &Client| {
        let pairs: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    };
    let verify = async |cookie: String, user: &str, session: &str| {
        let headers = [("authorization", format!("Bearer {key}")), ("content-type", "application/json".to_owned())];
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let visitor = json!({ "id": user, "session": session });
        let body = json!({ "cookie": cookie, "visitor": visitor }).to_string();
        // The token among the cookies may be of another user than the application's own session.
        let alone = json!({ "cookie": cookie }).to_string();
        let refused = shop.anonymous().post_with("/api/v1/sessions/verify", &headers, &alone).await;
        assert_eq!(refused.assert_status(400).code(), "malformed_request");
        shop.anonymous().post_with("/api/v1/sessions/verify", &headers, &body).await.assert_status(200).json()
    };
    let full = verify(cookies(&mira), "mira", "m1").await;
    assert_eq!((&full["active"], &full["sub"], &full["acr"]), (&json!(true), &json!("mira"), &json!("aal2")));
    let mut half = shop.signed_in("mira", "m2");
    half.get("/security/mfa").await.assert_leads_to("/security/mfa/verify");
    assert_eq!(verify(cookies(&half), "mira", "m2").await, json!({ "active": false, "owes": "challenge" }));
    // With the second factor of one user, in the application's session of another.
    assert_eq!(verify(cookies(&mira), "tom", "t1").await, json!({ "active": false }));

    end(&mut server, &key, &json!({ "session": "m1" })).await.assert_status(204);
    mira.get(SECURITY).await.assert_leads_to(TO_SIGN_IN);
    assert_eq!(verify(cookies(&mira), "mira", "m1").await, json!({ "active": false }));
    assert_eq!(half.step().await, "challenge", "other sessions stay");
    shop.advance(Duration::from_secs(1));
    shop.renew(&mut mira, "mira", "m1");
    mira.get(SECURITY).await.assert_leads_to(TO_SIGN_IN);
    shop.renew(&mut mira, "mira", "m3");
    assert_eq!(mira.step().await, "challenge", "signed in again, and nothing is left of the one before");
}

#[tokio::test]
async fn a_proxy_may_bring_the_token_in_a_header() {
    let shop = ByToken::at(TokenPlace::Header("x-shop-user".parse().unwrap()), Database::Sqlite).await;
    let token = shop.sign("tom", "t1");
    let mut browser = shop.anonymous();
    browser.request_with(Method::GET, SECURITY, &[("x-shop-user", &token)], "").await.assert_leads_to("/security/mfa");
    assert!(browser.cookies.contains_key("latchkey-half"));
    browser.get(SECURITY).await.assert_leads_to(TO_SIGN_IN);
    let twice = [("x-shop-user", token.as_str()), ("x-shop-user", &shop.sign("ada", "a1"))];
    browser.request_with(Method::GET, SECURITY, &twice, "").await.assert_leads_to(TO_SIGN_IN);
    browser.cookies.insert("shop".to_owned(), token);
    browser.get(SECURITY).await.assert_leads_to(TO_SIGN_IN);
}
