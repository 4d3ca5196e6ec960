//! A form that is sent twice, by a double click, is acted on once and answered alike.

use crate::support::{Answer, Client, PASSWORD, TestApp, everywhere};
use futures::future::join_all;
use mfa::Clock;
use pages::{form_mark, site_map};
use serde_json::json;
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};
use totp_rs::Totp;

/// Each form has another one.
static MARKS: AtomicU64 = AtomicU64::new(0);

/// The hidden fields of a page's form: the token of its session, if there is one, and a mark that no other form has.
async fn drawn(browser: &mut Client, fields: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    fields.push((form_mark::FIELD.to_owned(), format!("{:0>22}", MARKS.fetch_add(1, Ordering::Relaxed))));
    if !browser.cookies.is_empty()
        && let Some(token) = browser.form_token().await
    {
        fields.push(("form_token".to_owned(), token));
    }
    fields
}

async fn send(browser: &mut Client, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.submit_as_it_is(path, &fields).await
}

/// Status, address, cookies and page, without the nonce that every answer has for itself.
fn content(answer: &Answer) -> (u16, String, Vec<String>, String) {
    let policy = answer.header("content-security-policy");
    let nonce = policy.split_once("'nonce-").unwrap().1.split_once('\'').unwrap().0;
    assert_eq!(
        answer.body.matches("nonce=\"").count(),
        answer.body.matches(&format!("nonce=\"{nonce}\"")).count(),
        "the scripts of the page run"
    );
    let cookies = answer.cookies().into_iter().map(ToOwned::to_owned).collect();
    (answer.status.as_u16(), answer.header("location").to_owned(), cookies, answer.body.replace(nonce, ""))
}

/// Sends the form twice at once, then with the cookies from before, then with those of the answer. The browser has those afterwards.
async fn press_again_and_again(browser: &mut Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let fields = drawn(browser, fields).await;
    let before = browser.clone();
    let (mut one, mut two, mut three) = (before.clone(), before.clone(), before);
    let (first, second) = tokio::join!(send(&mut one, path, &fields), send(&mut two, path, &fields));
    let third = send(&mut three, path, &fields).await;
    let fourth = send(&mut one, path, &fields).await;
    for answer in [&second, &third, &fourth] {
        let differing_cookies = |answer| {
            let (status, location, _, body) = content(answer);
            (status, location, body)
        };
        assert_eq!(differing_cookies(&first), differing_cookies(answer), "{path}");
    }
    assert_eq!(content(&first), content(&second), "{path}");
    assert_eq!(one.cookies, two.cookies, "{path}");
    browser.cookies = one.cookies;
    first
}

#[tokio::test]
async fn every_form_is_answered_alike_however_often_it_is_sent() {
    everywhere(async |app| {
        let mut admin = app.user("admin@example.org").await;
        app.latchkey.operator().grant_administrator("admin@example.org").await.unwrap();
        let ends = ["/account/delete", "/sign-out"];
        for path in site_map::forms().map(|form| form.path).filter(|path| !ends.contains(path)).chain(ends) {
            let path = path.replace("{id}", "00000000000000000000000000");
            let fields = [
                ("action", "add"),
                ("id", "1"),
                ("until", "0"),
                ("method", "totp"),
                ("code", "123456"),
                ("name", "x"),
                ("reason", "x"),
                ("language", "de"),
                ("email", "new@example.org"),
                ("password", PASSWORD),
            ];
            // Signing up or in takes the session's place.
            let mut browser = if path.starts_with("/sign-") && path != "/sign-out" { app.anonymous() } else { admin.clone() };
            press_again_and_again(&mut browser, &path, &fields).await;
        }
        assert_eq!(admin.step().await, "sign_in", "signed out at the end");
    })
    .await;
}

#[tokio::test]
async fn from_sign_up_to_the_end_of_the_account_every_button_is_pressed_twice() {
    everywhere(async |app| {
        let email = "a@example.org";
        let mut browser = app.anonymous();
        let account = [("email", email), ("password", PASSWORD)];
        press_again_and_again(&mut browser, "/sign-up", &account).await.assert_leads_to("/mfa/choose");
        press_again_and_again(&mut browser, "/mfa/choose", &[("method", "totp")]).await.assert_leads_to("/mfa/totp");
        let begun = browser.call("totp/begin", &json!({ "replaces": null })).await;
        let phone = Totp::from_url(begun.json()["uri"].as_str().unwrap()).unwrap();
        let code = || phone.generate(app.clock().now().unix_seconds()).to_string();
        press_again_and_again(&mut browser, "/mfa/totp", &[("code", &code())]).await.assert_leads_to("/mfa/recovery-codes");
        let page = browser.get("/mfa/recovery-codes").await;
        let shown = page.hidden("shown").to_owned();
        let (_, listed) = page.body.split_once("data-testid=\"recovery-code\"").unwrap();
        let backup_code = listed.split_once('>').unwrap().1.split_once('<').unwrap().0.trim().to_owned();
        let done = [("acknowledged", "on"), ("shown", shown.as_str())];
        press_again_and_again(&mut browser, "/mfa/recovery-codes", &done).await.assert_leads_to("/account/security");
        assert_eq!(browser.step().await, "done");
        press_again_and_again(&mut browser, "/sign-out", &[]).await.assert_leads_to("/");

        press_again_and_again(&mut browser, "/sign-in", &account).await.assert_leads_to("/mfa/verify");
        app.advance(Duration::from_secs(60));
        press_again_and_again(&mut browser, "/mfa/verify", &[("code", &code())]).await.assert_leads_to("/account/security");
        assert_eq!(browser.step().await, "done");
        press_again_and_again(&mut browser, "/sign-out", &[]).await.assert_leads_to("/");

        press_again_and_again(&mut browser, "/sign-in", &account).await.assert_leads_to("/mfa/verify");
        press_again_and_again(&mut browser, "/mfa/recovery", &[("code", &backup_code)]).await.assert_leads_to("/account/security");
        assert!(browser.get("/account/security").await.body.contains("9 of 10"), "one code was used");
        let change = [("from", email), ("email", "b@example.org"), ("current", PASSWORD)];
        press_again_and_again(&mut browser, "/account/email", &change).await.assert_leads_to("/account/security");
        let change = [("current", PASSWORD), ("new", "another horse, another staple")];
        press_again_and_again(&mut browser, "/account/password", &change).await.assert_leads_to("/account/security");
        assert_eq!(browser.step().await, "done");

        app.advance(Duration::from_secs(400));
        press_again_and_again(&mut browser, "/account/delete", &[("confirm", "on")]).await.assert_leads_to("/mfa/verify");
        let held = browser.proof_for_form().await;
        press_again_and_again(&mut browser, &held, &[("code", &code())]).await.assert_leads_to("/");
        assert_eq!(browser.step().await, "sign_in");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_code_that_is_sent_twice_is_one_guess() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut browser = app.anonymous();
    browser.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
    for wrong in ["000000", "000001", "000002", "000003"] {
        press_again_and_again(&mut browser, "/mfa/verify", &[("code", wrong)]).await.assert_status(401);
        app.advance(Duration::from_secs(11));
    }
    browser.submit("/mfa/verify", &[("code", &user.code())]).await.assert_leads_to("/account/security");
}

#[tokio::test]
async fn a_wrong_code_is_one_guess_even_from_a_network_whose_answers_are_no_longer_kept() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut browser = app.anonymous();
    browser.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
    for _ in 0..120 {
        let fields = drawn(&mut browser, &[("action", "nothing")]).await;
        send(&mut browser, "/account/sessions", &fields).await;
    }
    for wrong in ["000000", "000001", "000002", "000003"] {
        let fields = drawn(&mut browser, &[("code", wrong)]).await;
        let presses: Vec<_> = (0..4).map(|_| browser.clone()).collect();
        let presses = presses.into_iter().map(async |mut browser| send(&mut browser, "/mfa/verify", &fields).await.status.as_u16());
        let mut answers = join_all(presses).await;
        answers.sort_unstable();
        assert_eq!(answers, [401, 429, 429, 429], "the answer is kept, and this tests nothing");
        send(&mut browser.clone(), "/mfa/verify", &fields).await.assert_status(429);
    }
    browser.submit("/mfa/verify", &[("code", &user.code())]).await.assert_leads_to("/account/security");
}

#[tokio::test]
async fn an_answer_is_for_the_browser_and_the_form_that_it_was_given_to_and_for_some_seconds() {
    let app = TestApp::start().await;
    let user = app.user("a@example.org").await;
    let mut browser = app.anonymous();
    browser.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
    let before = browser.clone();
    let fields = drawn(&mut browser, &[("code", &user.code())]).await;
    send(&mut browser, "/mfa/verify", &fields).await.assert_leads_to("/account/security");
    let opens = |answer: &Answer| answer.cookies().iter().any(|cookie| cookie.starts_with("latchkey=") && !cookie.contains("Max-Age=0"));

    // Somebody who has the form alone, or the old cookie alone, or both with another code or at another address.
    let mut nobody = app.anonymous();
    assert!(!opens(&send(&mut nobody, "/mfa/verify", &fields).await));
    let mut somebody_else = app.half("b@example.org").await;
    assert!(!opens(&send(&mut somebody_else, "/mfa/verify", &fields).await));
    let without_mark: Vec<_> = fields.iter().filter(|(name, _)| name != form_mark::FIELD).cloned().collect();
    let with_another: Vec<_> = without_mark.iter().cloned().chain([(form_mark::FIELD.to_owned(), "x".repeat(22))]).collect();
    for other in [&without_mark, &with_another] {
        assert!(!opens(&send(&mut before.clone(), "/mfa/verify", other).await));
    }
    assert!(!opens(&send(&mut before.clone(), "/mfa/verify?held=x", &fields).await));
    assert!(!opens(&send(&mut before.clone(), "/mfa/recovery", &fields).await));
    before.clone().get("/account/security").await.assert_leads_to("/sign-in?next=%2Faccount%2Fsecurity");

    assert!(opens(&send(&mut before.clone(), "/mfa/verify", &fields).await), "the browser itself");
    app.advance(Duration::from_secs(10));
    assert!(!opens(&send(&mut before.clone(), "/mfa/verify", &fields).await), "too late");
}

#[tokio::test]
async fn nobody_without_a_session_fills_the_database_with_answers() {
    let app = TestApp::start().await;
    let mut nobody = app.anonymous();
    for path in site_map::forms().map(|form| form.path).filter(|path| !["/sign-in", "/sign-up", "/m/{token}"].contains(path)) {
        let fields = drawn(&mut nobody, &[("language", "de")]).await;
        send(&mut nobody, path, &fields).await;
        nobody.cookies.insert("latchkey".to_owned(), "A".repeat(43));
        send(&mut nobody, path, &fields).await;
        nobody.cookies.clear();
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM form_answer").await, 0);
}

#[tokio::test]
async fn a_browser_that_gives_up_its_first_request_gets_its_answer_by_the_second() {
    everywhere(async |app| {
        let user = app.user("a@example.org").await;
        let mut browser = app.anonymous();
        browser.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
        let fields = drawn(&mut browser, &[("code", &user.code())]).await;
        for patience in [0, 1, 3, 10] {
            let mut given_up = browser.clone();
            let sending = send(&mut given_up, "/mfa/verify", &fields);
            drop(tokio::time::timeout(Duration::from_millis(patience), sending).await);
        }
        send(&mut browser, "/mfa/verify", &fields).await.assert_leads_to("/account/security");
        assert_eq!(browser.step().await, "done");
    })
    .await;
}
