//! Users without a method, who enroll one to confirm.

use super::steps::{Shop, open, reported};
use crate::support::Client;
use mfa::Enrollment;
use serde_json::json;
use totp_rs::Totp;

/// Opens the page of an action, and returns that of the choice to which it leads.
async fn choose(browser: &mut Client, page: &str) -> String {
    let choose = browser.get(page).await.assert_status(303).header("location").to_owned();
    assert!(choose.starts_with("/security/mfa/choose?held="), "{choose}");
    choose
}

/// Scans the code of the enrollment that has begun, and returns the first code.
async fn first_code(shop: &Shop, browser: &mut Client) -> String {
    let begun = browser.call("totp/begin", &json!({ "replaces": null })).await;
    let app = Totp::from_url(begun.assert_status(200).json()["uri"].as_str().unwrap()).unwrap();
    app.generate(shop.beside.latchkey.now().unix_seconds()).to_string()
}

/// An account without a method, and a transfer that it has to confirm.
async fn unenrolled(shop: &Shop) -> (Client, String, String) {
    let mut tom = shop.beside.signed_in("tom", "t1");
    tom.get("/security/account/security").await.assert_status(200);
    let (id, page) = shop.begun(&reported(&tom, "tom", "t1")).await;
    (tom, id, page)
}

#[tokio::test]
async fn the_first_method_is_the_proof() {
    let shop = Shop::with(true).await;
    let (mut tom, id, page) = unenrolled(&shop).await;
    let choose = choose(&mut tom, &page).await;
    assert!(tom.get(&choose).await.assert_status(200).body.contains("Confirm: 100 € to Bob"));
    let scan = tom.submit(&choose, &[("method", "totp")]).await.header("location").to_owned();
    assert_eq!(scan, choose.replace("choose", "totp"));
    assert!(tom.get(&scan).await.assert_status(200).body.contains("Confirm: 100 € to Bob"));
    let code = first_code(&shop, &mut tom).await;
    tom.submit(&scan, &[("code", &code)]).await.assert_leads_to("/transfer/done?n=1");
    let visitor = reported(&tom, "tom", "t1");
    assert_eq!(shop.consume(&visitor, &id).await.assert_status(200).json()["method"], "totp");
    tom.get("/security/account/security").await.assert_leads_to("/security/mfa");
    tom.get("/security/mfa").await.assert_leads_to("/security/mfa/recovery-codes");
}

#[tokio::test]
async fn a_passkey_can_be_the_first_method() {
    let shop = Shop::with(true).await;
    let (mut tom, id, page) = unenrolled(&shop).await;
    let choose = choose(&mut tom, &page).await;
    let register = tom.submit(&choose, &[("method", "passkey")]).await.header("location").to_owned();
    assert_eq!(register, choose.replace("choose", "passkey"));
    let shown = tom.get(&register).await;
    assert!(shown.body.contains("Confirm: 100 € to Bob"));
    let (_, rest) = shown.assert_status(200).body.split_once("action=\"/security/mfa/passkey?held=").unwrap();
    let held = rest.split_once('"').unwrap().0.to_owned();
    let begun = tom.call("passkey/register/begin", &json!({ "held": held })).await;
    let mut authenticator = authenticator::Authenticator::synced("http://localhost");
    let options = begun.assert_status(200).json()["publicKey"].take();
    let answer = authenticator.register(&options, &authenticator::Forgery::none()).unwrap();
    tom.call("passkey/register/finish", &answer).await.assert_status(200);
    tom.submit(&format!("/security/mfa/passkey?held={held}"), &[]).await.assert_leads_to("/transfer/done?n=1");
    assert_eq!(shop.consume(&reported(&tom, "tom", "t1"), &id).await.assert_status(200).json()["method"], "passkey");
}

#[tokio::test]
async fn enrolling_can_be_declined() {
    let shop = Shop::with(true).await;
    let (mut tom, id, page) = unenrolled(&shop).await;
    let choose = choose(&mut tom, &page).await;
    let scan = tom.submit(&choose, &[("method", "totp")]).await.header("location").to_owned();
    tom.submit(&scan, &[("action", "cancel")]).await.assert_leads_to("/transfer/done?n=1");
    assert_eq!(shop.consume(&reported(&tom, "tom", "t1"), &id).await.assert_status(403).code(), "mfa_token_not_proved");
}

#[tokio::test]
async fn the_choice_of_a_method_can_be_left() {
    let shop = Shop::with(true).await;
    let (mut tom, id, page) = unenrolled(&shop).await;
    let choose = choose(&mut tom, &page).await;
    assert!(tom.get(&choose).await.body.contains("value=\"cancel\""));
    tom.submit(&choose, &[("action", "cancel")]).await.assert_leads_to("/transfer/done?n=1");
    assert_eq!(shop.consume(&reported(&tom, "tom", "t1"), &id).await.assert_status(403).code(), "mfa_token_not_proved");
}

#[tokio::test]
async fn another_method_is_no_proof_for_who_has_one() {
    let shop = Shop::with(true).await;
    let mut policy = shop.beside.latchkey.saved_policy().await.unwrap();
    policy.enrollment = Enrollment::Action;
    shop.beside.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let (id, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    let proof = open(&mut mira, &page).await;
    let held = proof.split_once("held=").unwrap().1.to_owned();
    let begun = mira.call("passkey/register/begin", &json!({ "held": held })).await;
    assert_eq!(begun.assert_status(409).code(), "confirmation_over");
    assert_eq!(shop.consume(&reported(&mira, "mira", "m1"), &id).await.assert_status(403).code(), "mfa_token_not_proved");
}

#[tokio::test]
async fn an_enrollment_that_was_begun_elsewhere_confirms_nothing() {
    let shop = Shop::with(true).await;
    let (mut tom, id, page) = unenrolled(&shop).await;
    choose(&mut tom, &page).await;
    // Left behind. Later, an app is added on the security page, which says nothing of a transfer.
    tom.submit("/security/account/devices", &[("action", "add")]).await.assert_leads_to("/security/mfa/totp");
    assert!(!tom.get("/security/mfa/totp").await.assert_status(200).body.contains("Bob"));
    let code = first_code(&shop, &mut tom).await;
    tom.submit("/security/mfa/totp", &[("code", &code)]).await.assert_leads_to("/security/mfa/recovery-codes");
    assert_eq!(shop.consume(&reported(&tom, "tom", "t1"), &id).await.assert_status(403).code(), "mfa_token_not_proved");
}

#[tokio::test]
async fn a_passkey_that_is_added_elsewhere_confirms_nothing() {
    let shop = Shop::with(true).await;
    let (mut tom, id, page) = unenrolled(&shop).await;
    choose(&mut tom, &page).await;
    tom.submit("/security/account/passkeys", &[("action", "add")]).await.assert_leads_to("/security/mfa/passkey");
    let shown = tom.get("/security/mfa/passkey").await;
    assert!(!shown.assert_status(200).body.contains("Bob") && !shown.body.contains("held="));
    let begun = tom.call("passkey/register/begin", &json!({})).await;
    let mut authenticator = authenticator::Authenticator::synced("http://localhost");
    let options = begun.assert_status(200).json()["publicKey"].take();
    let answer = authenticator.register(&options, &authenticator::Forgery::none()).unwrap();
    tom.call("passkey/register/finish", &answer).await.assert_status(200);
    assert_eq!(shop.consume(&reported(&tom, "tom", "t1"), &id).await.assert_status(403).code(), "mfa_token_not_proved");
}

#[tokio::test]
async fn an_enrollment_for_one_transfer_confirms_no_other() {
    let shop = Shop::with(true).await;
    let (mut tom, first, page) = unenrolled(&shop).await;
    let chosen = choose(&mut tom, &page).await;
    let scan = tom.submit(&chosen, &[("method", "totp")]).await.header("location").to_owned();
    let code = first_code(&shop, &mut tom).await;
    // Another tab.
    let (second, other_page) = shop.begun(&reported(&tom, "tom", "t1")).await;
    choose(&mut tom, &other_page).await;
    tom.submit(&scan, &[("code", &code)]).await.assert_status(409);
    let visitor = reported(&tom, "tom", "t1");
    for id in [first, second] {
        assert_eq!(shop.consume(&visitor, &id).await.assert_status(403).code(), "mfa_token_not_proved");
    }
}
