//! The policy on the dashboard.

use crate::support::TestApp;

const PREVIEW: &str = "/admin/policy/preview";

/// The fields of a change of the version `based_on`.
fn change<'a>(based_on: &'a str, step_up_seconds: &'a str) -> [(&'a str, &'a str); 12] {
    [
        ("based_on", based_on),
        ("step_up_seconds", step_up_seconds),
        ("reason", "test"),
        ("enrollment", "signup"),
        ("session_based", "on"),
        ("totp", "on"),
        ("totp_codes", "on"),
        ("passkey", "on"),
        ("passkey_codes", "on"),
        ("max_totp_devices", "1"),
        ("max_passkeys", "25"),
        ("recovery_hours", "72"),
    ]
}

/// The page of the changes compares with the policy in force, so that saving counts for what it shows.
#[tokio::test]
async fn a_policy_that_another_administrator_has_saved_meanwhile_can_be_changed_from_there() {
    let app = TestApp::start().await;
    let first = app.user("first@example.org").await;
    app.latchkey.operator().grant_administrator("first@example.org").await.unwrap();
    let mut first = first.sign_in_again(app.anonymous()).await;
    first.submit(PREVIEW, &change("0", "60")).await.assert_leads_to("/admin/policy");
    let unreasoned = change("0", "90").map(|(name, value)| (name, if name == "reason" { "" } else { value }));
    let alert = "role=\"alert\" class=\"notice notice-warn\"";
    let unreasoned = first.submit(PREVIEW, &unreasoned).await;
    assert!(unreasoned.assert_status(422).body.contains(alert), "{}", unreasoned.body);
    let refused = first.submit(PREVIEW, &change("0", "90")).await;
    assert!(refused.assert_status(409).body.contains("Version 1 of the policy was saved after you opened it"), "{}", refused.body);
    assert_eq!(refused.hidden("based_on"), "1");
    first.submit(PREVIEW, &change(refused.hidden("based_on"), "90")).await.assert_leads_to("/admin/policy");
    assert_eq!(app.number("SELECT COUNT(*) FROM policy").await, 2);
}
