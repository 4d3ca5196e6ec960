//! Visitors who are signed in already when they open a link.

use super::{NEW_PASSWORD, everywhere, reset_link, sign_up, sign_up_link};
use crate::support::PASSWORD;
use serde_json::json;

#[tokio::test]
async fn a_sign_up_replaces_the_session_of_the_browser() {
    everywhere(async |app| {
        let mut ada = app.enroll(sign_up(&app, "ada@example.org").await, "ada@example.org").await;
        let before = ada.clone();
        let link = sign_up_link(&app, "bea@example.org").await;
        let page = ada.get(&link).await;
        assert!(page.assert_status(200).body.contains("bea@example.org") && page.cookies().is_empty());
        assert_eq!(ada.step().await, "done");
        ada.submit(&link, &[("password", PASSWORD)]).await.assert_leads_to("/mfa/choose");
        assert_eq!(ada.step().await, "choose_method");
        assert_eq!(before.clone().step().await, "sign_in", "the session that the browser had is over");
    })
    .await;
}

#[tokio::test]
async fn a_reset_of_the_own_password_signs_out() {
    everywhere(async |app| {
        let mut ada = app.enroll(sign_up(&app, "ada@example.org").await, "ada@example.org").await;
        let link = reset_link(&app, "ada@example.org").await;
        ada.submit(&link, &[("password", NEW_PASSWORD)]).await.assert_leads_to("/sign-in");
        assert!(ada.get("/sign-in").await.assert_status(200).body.contains("Your new password is set"));
        assert_eq!(ada.step().await, "sign_in");
    })
    .await;
}

#[tokio::test]
async fn a_reset_of_another_account_leaves_the_session() {
    everywhere(async |app| {
        sign_up(&app, "bea@example.org").await;
        let mut ada = app.enroll(sign_up(&app, "ada@example.org").await, "ada@example.org").await;
        let link = reset_link(&app, "bea@example.org").await;
        ada.submit(&link, &[("password", NEW_PASSWORD)]).await.assert_leads_to("/sign-in");
        assert_eq!(ada.step().await, "done");
        let status = ada.call("flow/status", &json!({})).await.body;
        assert!(!status.contains("bea@example.org"), "{status}");
    })
    .await;
}
