//! The page of the keys is there for administrators alone.

use super::steps::{administrator, key, shown_key};
use crate::support::TestApp;
use std::time::Duration;

const ACTIONS: (&str, &str) = ("actions:read", "on");
const PATHS: [&str; 2] = ["/admin/keys", "/admin/keys/0/revoke"];

#[tokio::test]
async fn nobody_else_finds_the_page() {
    let app = TestApp::start().await;
    let admin = administrator(&app, "admin@example.org").await;
    let mut user = app.user("a@example.org").await;
    let mut half = app.anonymous();
    half.sign_in(&admin.email).await.assert_leads_to("/mfa/verify");
    for path in PATHS {
        for browser in [&mut *user, &mut half] {
            browser.get(path).await.assert_status(404);
            browser.submit(path, &[("name", "x")]).await.assert_status(404);
        }
        let next = path.replace('/', "%2F");
        app.anonymous().get(path).await.assert_leads_to(&format!("/sign-in?next={next}"));
    }
}

#[tokio::test]
async fn making_and_revoking_a_key_takes_a_fresh_proof() {
    let app = TestApp::start().await;
    let mut admin = administrator(&app, "admin@example.org").await;
    app.advance(Duration::from_secs(300));
    admin.submit("/admin/keys", &[("name", "shop"), ACTIONS]).await.assert_leads_to("/mfa/verify");
    let asked = admin.proof_for_form().await;
    // The interrupted act continues by itself.
    let code = admin.code();
    let page = admin.submit(&asked, &[("code", &code)]).await;
    assert!(shown_key(page.assert_status(200)).unwrap().starts_with("lk_"));
    // The proof counted for that key.
    admin.submit("/admin/keys", &[("name", "bank"), ACTIONS]).await.assert_leads_to("/mfa/verify");
    app.advance(Duration::from_secs(30));
    let code = admin.code();
    admin.submit("/mfa/verify", &[("code", &code)]).await.assert_leads_to("/account/security");
    let taken = admin.submit("/admin/keys", &[("name", " shop "), ACTIONS]).await;
    assert!(taken.assert_status(409).body.contains("value=\" shop \""), "what was typed is still there");
    admin.submit("/admin/keys", &[("name", ""), ACTIONS]).await.assert_status(422);
    key(&mut admin, "bank").await;
}
