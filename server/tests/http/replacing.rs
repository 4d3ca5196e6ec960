//! An authenticator app that is replaced by another one.

use crate::support::TestApp;
use std::time::Duration;
use totp_rs::Totp;

/// The proof counts for the replacement, and a page of another tab can withdraw it while the new code is being scanned.
#[tokio::test]
async fn a_proof_that_was_withdrawn_is_asked_for_once_more() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    let page = user.get("/account/security").await;
    let device = page.body.split_once("/account/devices/").unwrap().1.split('/').next().unwrap().to_owned();
    app.advance(Duration::from_secs(600));
    user.submit("/account/devices", &[("action", "replace"), ("id", &device)]).await.assert_leads_to("/mfa/verify");
    let (form, code) = (user.proof_for_form().await, user.code());
    user.submit(&form, &[("code", &code)]).await.assert_leads_to("/mfa/totp");

    let page = user.get("/mfa/totp").await;
    let (_, shown) = page.assert_status(200).body.split_once("href=\"otpauth://").unwrap();
    let uri = format!("otpauth://{}", shown.split('"').next().unwrap().replace("&amp;", "&"));
    let new = Totp::from_url(uri).unwrap();
    app.execute("UPDATE session SET granted = NULL, granted_at = NULL").await;
    let first = |app: &TestApp| new.generate(app.latchkey.now().unix_seconds()).to_string();
    user.submit("/mfa/totp", &[("code", &first(&app))]).await.assert_leads_to("/mfa/verify");
    app.advance(Duration::from_secs(30));
    let (form, code) = (user.proof_for_form().await, user.code());
    user.submit(&form, &[("code", &code)]).await.assert_leads_to("/mfa/totp");
    user.submit("/mfa/totp", &[("code", &first(&app))]).await.assert_leads_to("/account/security");
    assert!(user.get("/account/activity").await.body.contains("Authenticator app replaced"));
}
