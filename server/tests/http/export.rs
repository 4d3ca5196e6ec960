//! The export of the audit, which is read while it is sent.

use crate::support::{Client, TestApp, User, everywhere};
use axum::{
    body::{Body, BodyDataStream},
    extract::ConnectInfo,
};
use futures::StreamExt;
use http::{Request, StatusCode, header::COOKIE};
use serde_json::json;
use std::time::Duration;
use tower::ServiceExt;

const LINES: usize = 4500;

/// An administrator of an installation where much has happened.
async fn administrator(app: &TestApp) -> User {
    let user = app.user("admin@example.org").await;
    app.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
    app.execute(&format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {LINES})
         INSERT INTO audit_event (id, at, actor, event, result, address, agent)
         SELECT '0000000000000000' || CAST(1000000000000000 + i AS TEXT), i, 'user', 'sign_in', 'ok', '192.0.2.1', 'browser' FROM n"
    ))
    .await;
    user
}

async fn export(app: &TestApp, client: &Client) -> BodyDataStream {
    let request = Request::get("/admin/audit.csv").extension(ConnectInfo(client.address));
    let request = request.header(COOKIE, format!("latchkey={}", client.cookies["latchkey"]));
    let response = app.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    response.into_body().into_data_stream()
}

fn rows(chunk: &[u8]) -> usize {
    chunk.iter().filter(|byte| **byte == b'\n').count()
}

#[tokio::test]
async fn every_line_is_in_it_once() {
    everywhere(async |app| {
        let admin = administrator(&app).await;
        let text = whole(&app, &admin).await;
        assert_eq!(text.lines().filter(|line| line.ends_with(",,sign_in,,ok,192.0.2.1,browser,,1,")).count(), LINES);
        assert!(text.contains(",1970-01-01T00:00:04.321Z,"), "with its milliseconds");
    })
    .await;
}

/// The whole file.
async fn whole(app: &TestApp, client: &Client) -> String {
    let mut chunks = export(app, client).await;
    let mut text = Vec::new();
    while let Some(chunk) = chunks.next().await {
        text.extend(chunk.unwrap());
    }
    String::from_utf8(text).unwrap()
}

#[tokio::test]
async fn erased_values_are_shown_as_such() {
    everywhere(async |app| {
        let admin = app.user("admin@example.org").await;
        app.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        let mut user = app.user("a@example.org").await;
        let device = user.call("device/list", &json!({})).await.json()[0]["id"].as_str().unwrap().to_owned();
        user.call("device/rename", &json!({ "id": device, "name": "Red phone" })).await.assert_status(200);
        user.submit("/account/delete", &[("confirm", "on")]).await;
        app.latchkey.maintenance().seal_audit().await.unwrap();
        app.advance(Duration::from_secs(601));
        while app.latchkey.maintenance().erase_personal_values().await.unwrap().is_some() {}

        let mut admin = admin.sign_in_again(app.anonymous()).await;
        let file = whole(&app, &admin).await;
        assert!(file.lines().any(|line| line.ends_with(",totp_renamed,,ok,erased,erased,erased,1,")), "{file}");
        assert!(file.lines().any(|line| line.ends_with(",account_deleted,,ok,erased,erased,,1,")), "{file}");
        assert!(!file.contains("Red phone"));
        for (language, place, renamed) in [
            ("en", "personal data erased", "Authenticator app renamed: erased"),
            ("de", "persönliche Daten gelöscht", "Authenticator-App umbenannt: gelöscht"),
        ] {
            admin.cookies.insert("latchkey-language".to_owned(), language.to_owned());
            let page = admin.get("/admin/audit").await.assert_status(200).body.clone();
            assert!(page.contains(place) && page.contains(renamed), "{language}");
            let gone = if language == "en" { "a deleted account" } else { "ein gelöschtes Konto" };
            let before = page.split(gone).next().filter(|before| before.len() < page.len()).unwrap();
            assert!(before.rfind("</a>") > before.rfind("<a "), "{language}: the account has no page any more");
        }
    })
    .await;
}

#[tokio::test]
async fn the_audit_names_the_person_whose_lines_were_exported_by_the_id() {
    everywhere(async |app| {
        let admin = app.user("admin@example.org").await;
        app.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        let mut admin = admin.sign_in_again(app.anonymous()).await;
        admin.get("/admin/audit.csv?person=admin%40example.org").await.assert_status(200);
        let named = "SELECT COUNT(*) FROM audit_event JOIN account ON detail = 'person=' || account.id WHERE event = 'audit_exported'";
        assert_eq!(app.number(named).await, 1);
        admin.get("/admin/audit.csv?person=nobody%40example.org").await.assert_status(404);
    })
    .await;
}

#[tokio::test]
async fn it_ends_when_its_administrator_is_none_any_more() {
    everywhere(async |app| {
        let admin = administrator(&app).await;
        for end in [
            "DELETE FROM session",
            "UPDATE account SET disabled_at = 1",
            "UPDATE account SET administrator = FALSE",
            "UPDATE session SET last_seen_at = 0",
            "UPDATE session SET level = 'half'",
        ] {
            let signed_in = admin.sign_in_again(app.anonymous()).await;
            let mut chunks = export(&app, &signed_in).await;
            assert_eq!(rows(&chunks.next().await.unwrap().unwrap()), 2001, "the headings and the first lines");
            app.execute(end).await;
            assert!(chunks.next().await.unwrap().is_err(), "{end}: the file must not look like a whole one");
            assert!(chunks.next().await.is_none());
            app.execute("UPDATE account SET disabled_at = NULL, administrator = TRUE").await;
            app.execute("UPDATE session SET expires_at = 0").await;
            app.advance(Duration::from_secs(60));
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_takes_it_out_whom_no_page_of_the_dashboard_is_shown() {
    let app = TestApp::start().await;
    let mut policy = app.latchkey.saved_policy().await.unwrap();
    policy.enrollment = mfa::Enrollment::None;
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    let mut unenrolled = app.half("admin@example.org").await;
    app.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
    let mut user = app.user("a@example.org").await;
    let files = [("/admin/audit.csv", "/admin/audit"), ("/admin/adoption.csv", "/admin")];
    for (file, page) in files {
        unenrolled.get(page).await.assert_leads_to("/mfa/choose");
        unenrolled.get(file).await.assert_leads_to("/mfa/choose");
        user.get(file).await.assert_status(404);
        let sign_in = format!("/sign-in?next={}", page.replace('/', "%2F"));
        app.anonymous().get(file).await.assert_leads_to(&sign_in);
    }
    policy.enrollment = mfa::Enrollment::Signup;
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    for (file, page) in files {
        unenrolled.get(page).await.assert_leads_to("/mfa");
        unenrolled.get(file).await.assert_leads_to("/mfa");
    }
}
