//! The copy of an account's data, and the question whether codes and methods are still at hand.

use crate::support::TestApp;
use serde_json::Value;
use std::time::Duration;

const PAGE: &str = "/account/data";
const SECURITY: &str = "/account/security";

#[tokio::test]
async fn the_data_is_a_file_that_nothing_keeps() {
    let app = TestApp::start().await;
    let mut user = app.user("ada@example.org").await;
    assert!(user.get(SECURITY).await.body.contains("action=\"/account/data\""));
    user.submit(PAGE, &[]).await.assert_leads_to(PAGE);
    let answer = user.submit(PAGE, &[("download", "on")]).await;
    answer.assert_status(200);
    assert_eq!((answer.header("content-type"), answer.header("cache-control")), ("application/json", "no-store"));
    let file = answer.header("content-disposition");
    assert!(file.starts_with("attachment; filename=\"account-20") && file.ends_with(".json\""), "{file}");
    let copy: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(copy["account"]["name"], "ada@example.org");
    assert!(user.get("/account/activity").await.body.contains("Account data downloaded"));
}

#[tokio::test]
async fn the_data_takes_a_proof_which_leads_back_to_the_page() {
    let app = TestApp::start().await;
    let mut user = app.user("ada@example.org").await;
    app.advance(Duration::from_secs(301));
    let page = user.get(PAGE).await;
    assert!(page.body.contains("First, confirm that it’s you.") && !page.body.contains("name=\"download\""));
    user.submit(PAGE, &[("download", "on")]).await.assert_leads_to("/mfa/verify");
    assert!(user.get("/mfa/verify").await.body.contains("To download your data, confirm that it’s you."));
    let proof = user.proof_for_form().await;
    let code = user.code();
    user.submit(&proof, &[("code", &code)]).await.assert_leads_to(PAGE);
    assert!(user.get(PAGE).await.body.contains("You can download your data now."));
    user.submit(PAGE, &[("download", "on")]).await.assert_status(200);
    for mut browser in [app.half("half@example.org").await, app.anonymous()] {
        browser.get(PAGE).await.assert_status(303);
        assert_ne!(browser.submit(PAGE, &[("download", "on")]).await.status, 200);
    }
}

#[tokio::test]
async fn the_check_up_is_one_line_that_is_never_beside_an_offer() {
    let app = TestApp::start().await;
    let user = app.user("ada@example.org").await;
    app.advance(Duration::from_hours(29 * 24));
    let mut user = user.sign_in_again(app.anonymous()).await;
    let asks = |body: &str| body.contains("action=\"/account/check-up\"");
    let page = user.get(SECURITY).await;
    assert!(page.body.contains("id=\"offer-title\"") && !asks(&page.body), "a passkey is offered");
    user.submit("/account/second-method", &[("action", "decline")]).await.assert_leads_to(SECURITY);
    let page = user.get(SECURITY).await;
    assert!(page.body.contains("Do you still have your backup codes and your authenticator app or passkey?") && asks(&page.body));
    user.submit("/account/check-up", &[("action", "maybe")]).await.assert_status(400);
    user.submit("/account/check-up", &[("action", "no")]).await.assert_leads_to(SECURITY);
    let page = user.get(SECURITY).await;
    assert!(page.body.contains("Replace what you’ve lost") && !asks(&page.body));
    assert!(!asks(&user.get(SECURITY).await.body), "not for half a year");
}
