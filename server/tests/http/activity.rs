//! The account's activity: what was changed is found, however much was tried since.

use crate::support::{Client, TestApp, everywhere};
use serde_json::json;
use std::time::Duration;

/// Wrong passwords from several places, over hours.
async fn flood(app: &TestApp) {
    for number in 0..120u8 {
        let mut stranger = app.anonymous();
        stranger.address.set_ip([203, 0, 113, number % 9].into());
        stranger.submit("/sign-in", &[("email", "a@example.org"), ("password", "wrong password")]).await;
        app.advance(Duration::from_secs(60));
        if number % 3 == 0 {
            app.latchkey.maintenance().seal_audit().await.unwrap();
        }
    }
}

/// The page, and all that its links to older lines lead to.
async fn pages(user: &mut Client, first: &str) -> Vec<String> {
    let (mut pages, mut next) = (vec![], Some(first.to_owned()));
    while let Some(path) = next {
        let body = user.get(&path).await.assert_status(200).body.clone();
        let older = body.split("href=\"").map(|rest| rest.split('"').next().unwrap()).find(|address| address.contains("before="));
        next = older.map(|address| address.replace("&amp;", "&"));
        pages.push(body);
    }
    pages
}

#[tokio::test]
async fn wrong_passwords_hide_no_change() {
    everywhere(async |app| {
        let mut user = app.user("a@example.org").await;
        user.call("recovery/new", &json!({})).await.assert_status(200);
        flood(&app).await;
        let mut user = user.sign_in_again(app.anonymous()).await;
        let page = user.get("/account/security").await.assert_status(200).body.clone();
        let (before, _) = page.split_once("New backup codes created").unwrap();
        assert!(before.contains("id=\"changes-title\""), "among the changes");
        assert!(page.contains("Wrong password, ") && page.contains("last from "), "counted");
        assert!(page.contains("/account/activity?show=changes") && page.matches("Wrong password").count() < 3);
        for first in ["/account/activity", "/account/activity?show=changes"] {
            let pages = pages(&mut user, first).await;
            assert!(pages.last().unwrap().contains("Account created"), "{first} goes back to the beginning");
        }
        for (page, other) in [("?show=changes", ""), ("", "?show=changes")] {
            let page = user.get(&format!("/account/activity{page}")).await;
            assert!(page.assert_status(200).body.contains(&format!("href=\"/account/activity{other}\"")), "leads to the other view");
        }
        let changes = user.get("/account/activity?show=changes&before=nonsense").await;
        assert!(!changes.assert_status(200).body.contains("Wrong password"));
    })
    .await;
}

#[tokio::test]
async fn more_lines_than_a_page_has_are_on_several() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    let device = user.call("device/list", &json!({})).await.json()[0]["id"].as_str().unwrap().to_owned();
    for number in 0..60 {
        let renamed = user.call("device/rename", &json!({ "id": device, "name": format!("Phone {number}") })).await;
        renamed.assert_status(200);
        app.latchkey.maintenance().seal_audit().await.unwrap();
    }
    let pages = pages(&mut user, "/account/activity?show=changes").await;
    assert_eq!(pages.len(), 2);
    let named = |page: &str| page.matches("Authenticator app renamed: Phone").count();
    assert_eq!(pages.iter().map(|page| named(page)).sum::<usize>(), 60);
}
