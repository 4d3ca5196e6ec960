//! `/account/email`: another email address.

use crate::support::{PASSWORD, TestApp, User, everywhere};
use serde_json::json;
use std::time::Duration;

const PAGE: &str = "/account/email";

fn filled_in<'a>(from: &'a str, email: &'a str, current: &'a str) -> [(&'static str, &'a str); 3] {
    [("from", from), ("email", email), ("current", current)]
}

async fn user(app: &TestApp) -> User {
    app.user("old@example.org").await
}

#[tokio::test]
async fn it_is_shown_at_once_and_signs_in() {
    everywhere(async |app| {
        let mut user = user(&app).await;
        app.advance(Duration::from_secs(30));
        let mut other = user.sign_in_again(app.anonymous()).await;
        let page = user.get(PAGE).await;
        assert!(page.assert_status(200).body.contains("<bdi translate=\"no\">old@example.org</bdi>"));
        assert!(page.body.contains("Your authenticator app will keep showing the old email address."));
        assert_eq!(page.hidden("from"), "old@example.org");
        let before = user.cookies["latchkey"].clone();
        user.submit(PAGE, &filled_in("old@example.org", " NEW@Example.org ", PASSWORD)).await.assert_leads_to("/account/security");
        assert_ne!(user.cookies["latchkey"], before, "another id");

        let security = user.get("/account/security").await.body;
        assert!(security.contains("Your email address has been changed.") && security.contains("Email address changed"));
        for page in [security, other.get("/account/security").await.assert_status(200).body.clone()] {
            assert!(page.contains("Manage how you sign in as ") && page.contains("new@example.org") && !page.contains("old@example.org"));
        }
        assert!(other.get("/account/security").await.body.contains("end-others"), "what the notice points at");
        app.anonymous().sign_in("old@example.org").await.assert_status(401);
        app.anonymous().sign_in("new@example.org").await.assert_leads_to("/mfa/verify");
    })
    .await;
}

#[tokio::test]
async fn a_refused_form_keeps_the_address_and_not_the_password() {
    let app = TestApp::start().await;
    app.user("taken@xn--mnchen-3ya.example").await;
    let mut user = user(&app).await;
    for (from, email, current, status, told) in [
        ("old@example.org", "no address", PASSWORD, 422, "Enter an email address in the format"),
        ("old@example.org", "taken@münchen.example", PASSWORD, 422, "This email address can’t be used. Enter a different one."),
        ("old@example.org", "OLD@example.org", PASSWORD, 422, "This is already your email address."),
        ("old@example.org", "new@example.org", "not the password", 422, "The current password is wrong."),
        (
            "before@example.org",
            "new@example.org",
            PASSWORD,
            409,
            "Nothing was changed, because this email address was changed in another tab",
        ),
    ] {
        let page = user.submit(PAGE, &filled_in(from, email, current)).await;
        page.assert_status(status);
        assert!(page.body.contains(told) && page.body.contains("role=\"alert\""), "{told}");
        assert!(page.body.contains(&format!("value=\"{email}\"")) && !page.body.contains(current), "{told}");
        assert_eq!(page.hidden("from"), "old@example.org", "as it is now");
    }
    // Nothing that our page sends.
    user.submit(PAGE, &[("email", "new@example.org"), ("current", PASSWORD)]).await.assert_status(400);
}

#[tokio::test]
async fn the_proof_comes_before_the_form_and_counts_for_it_alone() {
    everywhere(async |app| {
        let mut user = user(&app).await;
        app.advance(Duration::from_secs(301));
        let announced = user.get(PAGE).await;
        assert!(announced.body.contains("first confirm that it’s you") && !announced.body.contains("name=\"current\""));
        // Filled in before the proof was asked for: nothing of it is kept.
        user.submit(PAGE, &filled_in("old@example.org", "new@example.org", PASSWORD)).await.assert_leads_to("/mfa/verify");
        let proof = user.proof_for_form().await;
        assert!(user.get(&proof).await.body.contains("To change your email address, confirm"));
        let code = user.code();
        user.submit(&proof, &[("code", &code)]).await.assert_leads_to(PAGE);
        let page = user.get(PAGE).await;
        assert!(page.body.contains("Fill in this form again") && !page.body.contains("new@example.org"));
        user.submit("/account/password", &[("current", PASSWORD), ("new", "another horse, another staple")])
            .await
            .assert_leads_to("/mfa/verify");
        user.submit(PAGE, &filled_in("old@example.org", "new@example.org", PASSWORD)).await.assert_leads_to("/account/security");
    })
    .await;
}

#[tokio::test]
async fn scripts_get_the_same_answers_by_code() {
    let app = TestApp::start().await;
    let mut user = user(&app).await;
    let change = |from: &str, to: &str| json!({ "from": from, "to": to, "current": PASSWORD });
    for (from, to, status, code) in [
        ("old@example.org", "old@example.org", 422, "email_unchanged"),
        ("before@example.org", "new@example.org", 409, "email_replaced"),
        ("old@example.org", "new@", 422, "email_invalid"),
    ] {
        let refused = user.call("account/change-email", &change(from, to)).await;
        assert_eq!(refused.assert_status(status).code(), code);
    }
    user.call("account/change-email", &change("old@example.org", "new@example.org")).await.assert_status(200);
    assert_eq!(user.call("flow/user", &json!({})).await.json()["email"], "new@example.org");
    app.advance(Duration::from_secs(301));
    let refused = user.call("account/change-email", &change("new@example.org", "old@example.org")).await;
    assert_eq!(refused.assert_status(403).code(), "step_up_required");
}

#[tokio::test]
async fn the_owner_is_told_what_the_operator_did() {
    let app = TestApp::start().await;
    let mut user = user(&app).await;
    app.latchkey.operator().change_email("old@example.org", "new@example.org", "asked for by phone").await.unwrap();
    let page = user.get("/account/security").await.body;
    assert!(page.contains("your email address was changed. Reason: asked for by phone"));
    assert!(page.contains("Email address changed: asked for by phone"), "on the list of changes");
}
