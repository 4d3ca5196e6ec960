//! Users, sessions and browsers.

use crate::support::Beside;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn another_user_under_the_same_cookie_has_nothing_of_the_first() {
    let beside = Beside::start().await;
    let mut mira = beside.enrolled("mira", "m1").await;
    beside.shop.sign_in("m1", "tom", "m1");
    assert_eq!(mira.step().await, "choose_method");
    let page = mira.get("/security/account/security").await;
    page.assert_leads_to("/security/mfa");
    assert!(!mira.cookies.contains_key("latchkey"), "her session's cookie is taken away");
    assert!(!mira.get("/security/mfa/choose").await.body.contains("mira"));
}

#[tokio::test]
async fn another_user_in_the_same_browser_has_nothing_of_the_first() {
    let beside = Beside::start().await;
    let mut browser = beside.enrolled("mira", "m1").await;
    beside.shop.sign_out("m1");
    beside.shop.sign_in("t1", "tom", "t1");
    browser.cookies.insert("shop".to_owned(), "t1".to_owned());
    assert_eq!(browser.step().await, "choose_method");
    browser.cookies.insert("shop".to_owned(), "m1".to_owned());
    beside.advance(Duration::from_secs(1));
    browser.get("/security/mfa").await.assert_leads_to("/login?next=%2Fsecurity%2Fmfa");
}

#[tokio::test]
async fn a_new_session_of_the_application_asks_again() {
    let beside = Beside::start().await;
    let mut mira = beside.enrolled("mira", "m1").await;
    beside.advance(Duration::from_secs(1));
    beside.shop.sign_in("m1", "mira", "m2");
    assert_eq!(mira.step().await, "challenge", "its session changed at a sign-in, although its cookie didn't");
}

#[tokio::test]
async fn the_application_names_the_page_to_return_to() {
    let beside = Beside::start().await;
    let mut tom = beside.signed_in("tom", "t1");
    tom.get("/security/mfa?next=%2Forders%3Fpage%3D2").await.assert_leads_to("/security/mfa/choose");
    let begun = tom.call("totp/begin", &json!({ "replaces": null })).await;
    let totp = totp_rs::Totp::from_url(begun.json()["uri"].as_str().unwrap()).unwrap();
    let code = totp.generate(beside.latchkey.now().unix_seconds()).to_string();
    tom.submit("/security/mfa/totp", &[("code", &code)]).await.assert_leads_to("/security/mfa/recovery-codes");
    let page = tom.get("/security/mfa/recovery-codes").await;
    let done = [("acknowledged", "on"), ("shown", page.hidden("shown"))];
    tom.submit("/security/mfa/recovery-codes", &done).await.assert_leads_to("/orders?page=2");
    tom.get("/security/mfa?next=%2Fexport").await.assert_leads_to("/export");
    for elsewhere in ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "%2Flogin", "%2Fsecurity%2Fmfa", ""] {
        tom.get(&format!("/security/mfa?next={elsewhere}")).await.assert_leads_to("/orders?page=2");
    }
    let mut nobody = beside.anonymous();
    nobody.get("/security/mfa?next=%2Forders").await.assert_leads_to("/login?next=%2Forders");
}

#[tokio::test]
async fn a_sign_out_of_the_application_counts_within_a_second() {
    let beside = Beside::start().await;
    let mut mira = beside.enrolled("mira", "m1").await;
    beside.shop.sign_out("m1");
    beside.advance(Duration::from_secs(1));
    mira.get("/security/account/security").await.assert_leads_to("/login?next=%2Fsecurity%2Faccount%2Fsecurity");
}

#[tokio::test]
async fn a_cookie_of_ours_alone_is_nobody_s() {
    let beside = Beside::start().await;
    let mut mira = beside.enrolled("mira", "m1").await;
    mira.cookies.remove("shop");
    assert!(mira.cookies.contains_key("latchkey"));
    mira.get("/security/account/security").await.assert_leads_to("/login?next=%2Fsecurity%2Faccount%2Fsecurity");
}
