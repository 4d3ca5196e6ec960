//! The page of a link: what it shows, and what its form does.

use super::{NEW_PASSWORD, everywhere, reset_link, sign_up, sign_up_link};
use crate::support::{Answer, Client, PASSWORD, TestApp};
use http::Method;
use std::time::Duration;

const COUNTS: &str = "SELECT (SELECT COUNT(*) FROM account) * 100 + (SELECT COUNT(*) FROM session) * 10 + (SELECT COUNT(*) FROM link)";

/// Checks the headers that every answer at the address of a link has.
#[track_caller]
fn assert_unseen(answer: &Answer) {
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-robots-tag"), "noindex");
    // A `Referer` without the path. With `no-referrer`, the form would come without its origin.
    assert_eq!(answer.header("referrer-policy"), "strict-origin");
}

async fn assert_over(client: &mut Client, link: &str) {
    for answer in [client.get(link).await, client.submit_as_it_is(link, &[("password", PASSWORD)]).await] {
        assert_unseen(answer.assert_status(410));
        assert!(answer.body.contains("This link is no longer valid") && answer.body.contains("href=\"/\""), "{}", answer.body);
        assert!(answer.cookies().is_empty());
    }
}

#[tokio::test]
async fn a_sign_up_leads_from_the_address_to_a_session() {
    everywhere(async |app| {
        let mut asking = app.anonymous();
        let page = asking.get("/sign-up").await;
        assert!(!page.assert_status(200).body.contains("type=\"password\""), "the password is chosen behind the link");
        asking.submit("/sign-up", &[("email", "Ada@Example.org"), ("next", "/account/activity")]).await.assert_leads_to("/check-mail");
        assert!(asking.get("/check-mail").await.assert_status(200).body.contains("Open the link in it within 30 minutes"));
        assert!(asking.cookies.is_empty(), "nobody is signed in");
        let link = app.receive_link().await;
        assert_eq!(app.number(COUNTS).await, 1);

        // Opened on another device.
        let mut client = app.anonymous();
        for method in [Method::GET, Method::HEAD, Method::GET] {
            let page = client.request_with(method.clone(), &link, &[("accept", "text/html")], "").await;
            assert_unseen(page.assert_status(200));
            assert!(page.cookies().is_empty());
            assert_eq!(page.body.contains("Ada@example.org"), method == Method::GET);
        }
        assert_eq!(app.number(COUNTS).await, 1, "looking changes nothing");

        let weak = client.submit(&link, &[("password", "short")]).await;
        assert_unseen(weak.assert_status(422));
        assert!(weak.body.contains("aria-invalid") && weak.body.contains(&format!("action=\"{link}\"")), "{}", weak.body);
        assert_eq!(app.number(COUNTS).await, 1, "a refused password leaves the link");

        client.submit(&link, &[("password", PASSWORD)]).await.assert_leads_to("/mfa/choose");
        assert_eq!(client.step().await, "choose_method");
        assert_over(&mut app.anonymous(), &link).await;
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_over_says_how_to_go_on() {
    everywhere(async |app| {
        let late = sign_up_link(&app, "ada@example.org").await;
        app.advance(Duration::from_secs(30 * 60 + 1));
        for link in [late.as_str(), "/m/AAAAAAAAAAAAAAAAAAAAAA", "/m/x"] {
            assert_over(&mut app.anonymous(), link).await;
        }
        assert_eq!(app.number("SELECT COUNT(*) FROM account").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_reset_ends_every_session_and_proves_no_second_factor() {
    everywhere(async |app| {
        let mut user = app.enroll(sign_up(&app, "ada@example.org").await, "ada@example.org").await;
        let link = reset_link(&app, "ada@example.org").await;
        let mut browser = app.anonymous();
        assert!(browser.get(&link).await.assert_status(200).body.contains("ada@example.org"));
        assert_eq!(user.step().await, "done", "looking ends nothing");
        assert_unseen(browser.submit(&link, &[("password", "short")]).await.assert_status(422));

        let done = browser.submit(&link, &[("password", NEW_PASSWORD)]).await;
        assert_unseen(done.assert_leads_to("/sign-in").assert_status(303));
        assert!(browser.get("/sign-in").await.body.contains("Your new password is set. Sign in with it."));
        assert_eq!((browser.step().await, user.step().await), ("sign_in".to_owned(), "sign_in".to_owned()));
        assert_over(&mut app.anonymous(), &link).await;

        let told = app.receive().await.unwrap();
        assert_eq!((told.kind.name(), told.params.link), ("password-set-by-mail", None));
        browser.sign_in("ada@example.org").await.assert_status(401);
        browser.submit("/sign-in", &[("email", "ada@example.org"), ("password", NEW_PASSWORD)]).await.assert_leads_to("/mfa/verify");
        browser.submit("/mfa/verify", &[("code", &user.code())]).await.assert_leads_to("/account/security");
    })
    .await;
}

/// Each link does the one thing that its mail says, whatever has happened to the address since.
#[tokio::test]
async fn a_link_for_one_purpose_is_none_for_another() {
    everywhere(async |app| {
        let first = sign_up_link(&app, "ada@example.org").await;
        app.advance(Duration::from_secs(120));
        let second = sign_up_link(&app, "ada@example.org").await;
        app.anonymous().submit(&first, &[("password", PASSWORD)]).await.assert_leads_to("/mfa/choose");
        let mut late = app.anonymous();
        let refused = late.submit(&second, &[("password", NEW_PASSWORD)]).await;
        assert!(refused.status.is_client_error() && late.cookies.is_empty(), "{}", refused.status);
        late.submit("/sign-in", &[("email", "ada@example.org"), ("password", NEW_PASSWORD)]).await.assert_status(401);
        late.sign_in("ada@example.org").await.assert_leads_to("/mfa/choose");

        let reset = reset_link(&app, "ada@example.org").await;
        let mut browser = app.anonymous();
        browser.submit(&reset, &[("email", "bea@example.org"), ("password", NEW_PASSWORD)]).await.assert_leads_to("/sign-in");
        assert_eq!(browser.step().await, "sign_in");
        assert_eq!(app.number("SELECT COUNT(*) FROM account").await, 1);
    })
    .await;
}

/// A double click: the second answer, which the browser shows, is that to the first.
#[tokio::test]
async fn a_button_that_is_pressed_twice_is_pressed_once() {
    everywhere(async |app| {
        let link = sign_up_link(&app, "ada@example.org").await;
        let mut browser = app.anonymous();
        let mark = browser.get(&link).await.hidden("form_mark").to_owned();
        let form = [("password", PASSWORD), ("form_mark", &mark)];
        let (mut one, mut two) = (browser.clone(), browser.clone());
        let (first, second) = tokio::join!(one.submit_as_it_is(&link, &form), two.submit_as_it_is(&link, &form));
        first.assert_leads_to("/mfa/choose");
        second.assert_leads_to("/mfa/choose");
        assert_eq!((one.step().await, two.step().await), ("choose_method".to_owned(), "choose_method".to_owned()));

        let link = reset_link(&app, "ada@example.org").await;
        let mark = browser.get(&link).await.hidden("form_mark").to_owned();
        let form = [("password", NEW_PASSWORD), ("form_mark", &mark)];
        for _ in 0..2 {
            browser.submit_as_it_is(&link, &form).await.assert_leads_to("/sign-in");
        }
    })
    .await;
}

/// Without a relay nothing confirms an address, and a reset is a file for the operator.
#[tokio::test]
async fn without_a_relay_a_sign_up_is_one_form() {
    let app = TestApp::start().await;
    app.half("ada@example.org").await;
    assert!(app.receive().await.is_none());
    let link = reset_link(&app, "ada@example.org").await;
    app.anonymous().submit(&link, &[("password", NEW_PASSWORD)]).await.assert_leads_to("/sign-in");
}
