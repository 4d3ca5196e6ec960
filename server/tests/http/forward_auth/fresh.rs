//! Pages that need a fresh proof.

use super::{APPLICATION, FETCH, NAVIGATION, ask, behind_proxy, half, user};
use crate::support::PASSWORD;
use std::time::Duration;

const FRESH: &str = "/forward-auth/proxy/fresh";

#[tokio::test]
async fn an_old_proof_is_asked_for_again_and_leads_back() {
    let app = behind_proxy().await;
    let mut ada = user(&app, "ada@example.org").await;
    ask(&ada, FRESH, ("GET", "/transfer"), &[NAVIGATION]).await.assert_status(200);
    app.advance(Duration::from_secs(600));
    ask(&ada, "/forward-auth/proxy", ("GET", "/transfer"), &[NAVIGATION]).await.assert_status(200);
    assert_eq!(ask(&ada, FRESH, ("GET", "/api/transfer"), &[FETCH]).await.assert_status(403).code(), "step_up_required");
    let led = ask(&ada, FRESH, ("GET", "/transfer"), &[NAVIGATION]).await;
    let door = led.assert_status(302).header("location").strip_prefix(APPLICATION).unwrap().to_owned();
    assert_eq!(door, "/security/mfa?fresh=on&next=%2Ftransfer");

    ada.get("/security/mfa/verify").await.assert_leads_to("/security/mfa");
    ada.get(&door).await.assert_leads_to("/security/mfa/verify");
    assert!(ada.get("/security/mfa/verify").await.assert_status(200).body.contains("Confirm that it’s you"));
    ada.get("/security/mfa/recovery").await.assert_status(200);
    ada.submit("/security/mfa/verify", &[("code", "000000")]).await.assert_status(401);
    let code = ada.code();
    ada.submit("/security/mfa/verify", &[("code", &code)]).await.assert_leads_to(&door);
    ada.get(&door).await.assert_leads_to("/transfer");
    ask(&ada, FRESH, ("GET", "/transfer"), &[NAVIGATION]).await.assert_status(200);
    app.advance(Duration::from_secs(600));
    ada.get("/security/mfa/verify").await.assert_leads_to("/security/mfa");
}

#[tokio::test]
async fn the_proof_is_for_the_page_and_not_for_a_form_that_was_left() {
    let app = behind_proxy().await;
    let mut ada = user(&app, "ada@example.org").await;
    app.advance(Duration::from_secs(600));
    ada.submit("/security/account/recovery-codes", &[]).await.assert_leads_to("/security/mfa/verify");
    ada.get("/security/mfa?fresh=on&next=%2Ftransfer").await.assert_leads_to("/security/mfa/verify");
    assert!(!ada.get("/security/mfa/verify").await.assert_status(200).body.contains("held="), "no form waits for this proof");
    let code = ada.code();
    ada.submit("/security/mfa/verify", &[("code", &code)]).await.assert_leads_to("/security/mfa?fresh=on&next=%2Ftransfer");
    assert_eq!(app.number("SELECT COUNT(*) FROM recovery_set").await, 1, "no new codes were made");
    ask(&ada, FRESH, ("GET", "/transfer"), &[FETCH]).await.assert_status(200);
}

#[tokio::test]
async fn a_visitor_who_gives_no_proof_gets_to_the_account_all_the_same() {
    let app = behind_proxy().await;
    let mut ada = user(&app, "ada@example.org").await;
    app.advance(Duration::from_secs(600));
    ada.get("/security/mfa?fresh=on&next=%2Ftransfer").await.assert_leads_to("/security/mfa/verify");
    ada.get("/security/account/security").await.assert_status(200);
    ask(&ada, FRESH, ("GET", "/transfer"), &[FETCH]).await.assert_status(403);
}

#[tokio::test]
async fn without_a_method_one_is_set_up_first() {
    let app = behind_proxy().await;
    half(&app, "ada@example.org").await;
    let mut policy = app.latchkey.saved_policy().await.unwrap();
    policy.enrollment = mfa::Enrollment::None;
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    let mut ada = app.anonymous();
    ada.submit("/security/sign-in", &[("email", "ada@example.org"), ("password", PASSWORD)]).await.assert_status(303);
    ask(&ada, "/forward-auth/proxy", ("GET", "/transfer"), &[FETCH]).await.assert_status(200);
    ask(&ada, FRESH, ("GET", "/transfer"), &[FETCH]).await.assert_status(403);
    ada.get("/security/mfa?fresh=on&next=%2Ftransfer").await.assert_leads_to("/security/mfa/choose");
    ada.get("/security/mfa/choose").await.assert_status(200);
    ada.submit("/security/mfa/choose", &[("method", "totp")]).await.assert_leads_to("/security/mfa/totp");
}

#[tokio::test]
async fn a_passkey_that_is_being_added_stands_in_nobodys_way() {
    let app = behind_proxy().await;
    let mut ada = user(&app, "ada@example.org").await;
    app.advance(Duration::from_secs(200));
    ada.call("passkey/register/begin", &serde_json::json!({})).await.assert_status(200);
    app.advance(Duration::from_secs(200));
    ada.get("/security/mfa?fresh=on&next=%2Ftransfer").await.assert_leads_to("/security/mfa/verify");
    ada.get("/security/mfa/verify").await.assert_status(200);
    let code = ada.code();
    ada.submit("/security/mfa/verify", &[("code", &code)]).await.assert_leads_to("/security/mfa?fresh=on&next=%2Ftransfer");
}

#[tokio::test]
async fn an_address_with_an_encoded_slash_is_come_back_to() {
    let app = behind_proxy().await;
    let mut ada = user(&app, "ada@example.org").await;
    ada.get("/security/mfa?next=%2Ffiles%2Fa%252Fb").await.assert_leads_to("/files/a%2Fb");
}

#[tokio::test]
async fn a_challenge_is_a_fresh_proof() {
    let app = behind_proxy().await;
    let ada = user(&app, "ada@example.org").await;
    let mut browser = app.anonymous();
    browser.submit("/security/sign-in", &[("email", &ada.email), ("password", PASSWORD)]).await.assert_status(303);
    browser.get("/security/mfa?fresh=on&next=%2Ftransfer").await.assert_leads_to("/security/mfa/verify");
    browser.submit("/security/mfa/verify", &[("code", &ada.code())]).await.assert_leads_to("/transfer");
    ask(&browser, FRESH, ("GET", "/transfer"), &[NAVIGATION]).await.assert_status(200);
}
