//! Users without a method, who enroll one to confirm.

use super::steps::{Shop, reported};
use mfa::Enrollment;
use serde_json::json;
use totp_rs::Totp;

#[tokio::test]
async fn the_first_method_is_the_proof() {
    let shop = Shop::with(true).await;
    let mut tom = shop.beside.signed_in("tom", "t1");
    tom.get("/security/account/security").await.assert_status(200);
    let (id, page) = shop.begun(&reported(&tom, "tom", "t1")).await;
    tom.get(&page).await.assert_leads_to("/security/mfa/choose");
    assert!(tom.get("/security/mfa/choose").await.assert_status(200).body.contains("Confirm: 100 € to Bob"));
    tom.submit("/security/mfa/choose", &[("method", "totp")]).await.assert_leads_to("/security/mfa/totp");
    let begun = tom.call("totp/begin", &json!({ "replaces": null })).await;
    let app = Totp::from_url(begun.assert_status(200).json()["uri"].as_str().unwrap()).unwrap();
    let code = app.generate(shop.beside.latchkey.now().unix_seconds()).to_string();
    tom.submit("/security/mfa/totp", &[("code", &code)]).await.assert_leads_to("/transfer/done?n=1");
    let visitor = reported(&tom, "tom", "t1");
    assert_eq!(shop.consume(&visitor, &id).await.assert_status(200).json()["method"], "totp");
    tom.get("/security/account/security").await.assert_leads_to("/security/mfa");
    tom.get("/security/mfa").await.assert_leads_to("/security/mfa/recovery-codes");
}

#[tokio::test]
async fn a_passkey_can_be_the_first_method() {
    let shop = Shop::with(true).await;
    let mut tom = shop.beside.signed_in("tom", "t1");
    tom.get("/security/account/security").await.assert_status(200);
    let (id, page) = shop.begun(&reported(&tom, "tom", "t1")).await;
    tom.get(&page).await.assert_leads_to("/security/mfa/choose");
    tom.submit("/security/mfa/choose", &[("method", "passkey")]).await.assert_leads_to("/security/mfa/passkey");
    let shown = tom.get("/security/mfa/passkey").await;
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
    let mut tom = shop.beside.signed_in("tom", "t1");
    tom.get("/security/account/security").await.assert_status(200);
    let (id, page) = shop.begun(&reported(&tom, "tom", "t1")).await;
    tom.get(&page).await.assert_leads_to("/security/mfa/choose");
    tom.submit("/security/mfa/choose", &[("method", "totp")]).await.assert_leads_to("/security/mfa/totp");
    tom.submit("/security/mfa/totp", &[("action", "cancel")]).await.assert_leads_to("/transfer/done?n=1");
    assert_eq!(shop.consume(&reported(&tom, "tom", "t1"), &id).await.assert_status(403).code(), "mfa_token_not_proved");
}

#[tokio::test]
async fn another_method_is_no_proof_for_who_has_one() {
    let shop = Shop::with(true).await;
    let mut policy = shop.beside.latchkey.saved_policy().await.unwrap();
    policy.enrollment = Enrollment::Action;
    shop.beside.latchkey.operator().save_policy("test", "test", &policy).await.unwrap();
    let mut mira = shop.beside.enrolled("mira", "m1").await;
    let (id, page) = shop.begun(&reported(&mira, "mira", "m1")).await;
    mira.get(&page).await.assert_leads_to("/security/mfa/verify");
    mira.submit("/security/mfa/choose", &[("method", "passkey")]).await.assert_leads_to("/security/mfa/passkey");
    mira.get("/security/mfa/passkey").await.assert_leads_to("/security/mfa/verify");
    assert_eq!(shop.consume(&reported(&mira, "mira", "m1"), &id).await.assert_status(403).code(), "mfa_token_not_proved");
}
