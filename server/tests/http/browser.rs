//! The cookie that recognises a browser, and the mail about a sign-in from one that is new to the account.

use crate::support::{Client, PASSWORD, TestApp};
use mfa::{Handover, mail::MailKind};
use std::time::Duration;

/// The lines that set the cookie.
fn lines(cookies: &[&str], name: &str) -> Vec<String> {
    cookies.iter().filter(|cookie| cookie.starts_with(&format!("{name}="))).map(|cookie| (*cookie).to_owned()).collect()
}

/// The kinds of the mails that are due.
async fn mails(app: &TestApp) -> Vec<MailKind> {
    let mut kinds = vec![];
    while let Some(mail) = app.latchkey.deliveries().claim().await.unwrap() {
        assert!(app.latchkey.deliveries().finish(&mail, &Handover::Accepted).await.unwrap());
        kinds.push(mail.kind);
    }
    kinds
}

fn without_session(browser: &Client) -> Client {
    let mut browser = browser.clone();
    browser.cookies.retain(|name, _| name == "latchkey-browser");
    browser
}

#[tokio::test]
async fn the_cookie_comes_with_a_completed_sign_in() {
    let app = TestApp::build().origin("https://id.example.org").start().await;
    let name = "__Host-latchkey-browser";
    let user = app.user("a@example.org").await;
    assert!(user.cookies.contains_key(name), "enrolling completes the first sign-in");
    let mut browser = app.anonymous();
    assert!(lines(&browser.get("/sign-in").await.cookies(), name).is_empty());
    assert!(lines(&browser.sign_in(&user.email).await.cookies(), name).is_empty(), "the password is one factor");
    let answer = browser.submit("/mfa/verify", &[("code", &user.code())]).await;
    let set = lines(&answer.cookies(), name);
    assert_eq!(set.len(), 1);
    let (pair, attributes) = set[0].split_once("; ").unwrap();
    assert_eq!(pair.len(), name.len() + 1 + 43, "256 bits in base64url");
    assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=31536000");

    app.advance(Duration::from_secs(60));
    let proof = browser.submit("/mfa/verify", &[("code", &user.code())]).await;
    assert!(lines(&proof.cookies(), name).is_empty(), "a proof in a full session completes no sign-in");
    let secret = browser.cookies[name].clone();
    browser.submit("/sign-out", &[]).await.assert_status(303);
    assert_eq!(browser.cookies[name], secret, "it stays at sign-out");
    app.advance(Duration::from_secs(60));
    let browser = user.sign_in_again(browser).await;
    assert_eq!(browser.cookies[name], secret, "and is kept for another year at the next sign-in");
}

#[tokio::test]
async fn a_password_alone_completes_a_sign_in_where_it_is_enough() {
    let app = TestApp::start().await;
    let mut policy = app.latchkey.policy().await.unwrap();
    policy.enrollment = mfa::Enrollment::None;
    app.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    let mut browser = app.anonymous();
    browser.submit("/sign-up", &[("email", "a@example.org"), ("password", PASSWORD)]).await.assert_status(303);
    let secret = browser.cookies["latchkey-browser"].clone();
    browser.sign_in("a@example.org").await.assert_status(303);
    assert_eq!(browser.cookies["latchkey-browser"], secret);
    assert_eq!(app.number("SELECT COUNT(*) FROM browser").await, 1);
}

#[tokio::test]
async fn a_new_browser_is_told_once() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    app.execute("UPDATE account SET address = email").await;
    let known = user.sign_in_again(without_session(&user)).await;
    assert_eq!(mails(&app).await, []);
    app.advance(Duration::from_secs(60));
    let other = user.sign_in_again(app.anonymous()).await;
    assert_eq!(mails(&app).await, [MailKind::NewBrowser]);
    for browser in [known, other] {
        app.advance(Duration::from_hours(1));
        user.sign_in_again(without_session(&browser)).await;
        assert_eq!(mails(&app).await, []);
    }
    for planted in ["short", &"ä".repeat(43), &"A".repeat(44)] {
        app.advance(Duration::from_hours(1));
        let mut browser = app.anonymous();
        browser.cookies.insert("latchkey-browser".to_owned(), planted.to_owned());
        let browser = user.sign_in_again(browser).await;
        assert_eq!(browser.cookies["latchkey-browser"].len(), 43, "it is replaced");
        assert_eq!(mails(&app).await, [MailKind::NewBrowser]);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM browser").await, 5);
}
