//! Accounts whose methods the policy doesn't accept any more: a backup code permits enrolling another one.

use crate::{
    passkey::REGISTER,
    support::{Client, TestApp, User},
};
use mfa::{Clock, LastAdministrator, Policy};
use serde_json::json;
use std::time::Duration;

/// A user with an app and acknowledged backup codes, and the codes.
async fn with_codes(app: &TestApp) -> (User, Vec<String>) {
    let mut user = app.user("a@example.org").await;
    let codes = user.call("recovery/new", &json!({})).await.assert_status(200).json();
    user.call("recovery/acknowledge", &json!({})).await.assert_status(200);
    (user, codes.as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect())
}

async fn turn_apps_off(app: &TestApp, change: impl FnOnce(&mut Policy)) {
    let mut policy = Policy { totp: false, ..app.latchkey.policy().await.unwrap() };
    change(&mut policy);
    app.latchkey.operator().save_policy("test", "test", &policy, LastAdministrator::MayGo).await.unwrap();
}

async fn assert_may_register(browser: &mut Client) {
    browser.get("/mfa/passkey").await.assert_status(200);
    browser.call(&format!("passkey/{REGISTER}/begin"), &json!({})).await.assert_status(200);
}

#[tokio::test]
async fn nothing_but_enrolling_is_permitted() {
    let app = TestApp::start().await;
    let (user, codes) = with_codes(&app).await;
    turn_apps_off(&app, |_| {}).await;
    let mut browser = app.anonymous();
    browser.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
    browser.submit("/mfa/recovery", &[("code", &codes[0])]).await.assert_leads_to("/mfa/choose");
    let found = browser.call("flow/user", &json!({})).await.json();
    assert_eq!(found["scope"], "requiresAdditionalAuth");
    for function in ["session/list", "session/end-others", "recovery/status", "recovery/new"] {
        let refused = browser.call(function, &json!({})).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "requires_additional_auth"), "{function}");
    }
    for form in ["/account/delete", "/account/data", "/account/sessions"] {
        browser.submit(form, &[("confirm", "on"), ("action", "end-others")]).await.assert_leads_to("/mfa");
    }
    assert_eq!(browser.get("/account/security").await.header("location"), "/mfa");
    app.advance(Duration::from_mins(20));
    browser.submit("/mfa/choose", &[("method", "passkey")]).await.assert_leads_to("/mfa/passkey");
    assert_may_register(&mut browser).await;
}

/// Enrollment can still be put off, so the session is full, and adding a method takes a fresh proof.
#[tokio::test]
async fn before_the_day_comes_a_code_is_for_the_passkey_that_was_chosen() {
    let app = TestApp::start().await;
    let (user, codes) = with_codes(&app).await;
    let until = app.clock().now().0 + 86_400_000;
    turn_apps_off(&app, |policy| {
        policy.session_based = false;
        policy.grace_until = Some(until);
    })
    .await;
    let mut browser = app.anonymous();
    browser.sign_in(&user.email).await.assert_leads_to("/mfa/choose");
    browser.submit("/mfa/choose", &[("method", "passkey")]).await.assert_status(303);
    let proof = browser.proof_for_form().await.replace("/mfa/verify", "/mfa/recovery").replace("/mfa/passkey", "/mfa/recovery");
    browser.submit(&proof, &[("code", &codes[0])]).await.assert_leads_to("/mfa/passkey");
    assert_may_register(&mut browser).await;
}
