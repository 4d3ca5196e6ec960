//! Nobody comes back to the sign-in page, or is refused, without being told why.

use crate::support::{Answer, Client, PASSWORD, TestApp};
use http::{Method, Request};
use std::time::Duration;

const ENDED: &str = "Your session has ended. Sign in to continue.";
const NOTHING_CHANGED: &str = "nothing was changed";
const COOKIES: &str = "Cookies are blocked";

async fn follow(browser: &mut Client, answer: &Answer) -> Answer {
    browser.get(answer.header("location")).await
}

#[tokio::test]
async fn a_session_that_ended_is_told_on_the_page_to_sign_in() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    assert!(!app.anonymous().get("/sign-in").await.body.contains(ENDED), "nobody was signed in");
    app.advance(Duration::from_mins(31));
    let sent = user.get("/account/security").await;
    let page = follow(&mut user, &sent).await;
    assert!(page.assert_status(200).body.contains(ENDED));
    let refused = user.submit_as_it_is("/sign-in", &[("email", "a@example.org"), ("password", "wrong")]).await;
    assert!(!refused.assert_status(401).body.contains(ENDED), "one thing at a time");

    // Nothing else from the session that has ended is told there.
    let mut user = app.user("c@example.org").await;
    user.submit("/account/sessions", &[("action", "end-others")]).await.assert_leads_to("/account/security");
    app.advance(Duration::from_mins(31));
    let page = user.get("/sign-in").await;
    assert!(page.body.contains(ENDED) && !page.body.contains("All other sessions"));

    // Signed out by oneself, there is nothing to explain.
    let mut user = app.user("b@example.org").await;
    user.submit("/sign-out", &[]).await.assert_leads_to("/");
    assert!(!user.get("/sign-in").await.body.contains(ENDED));
}

#[tokio::test]
async fn a_form_that_comes_after_the_end_is_told_to_have_changed_nothing() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    app.advance(Duration::from_mins(31));
    let sent = user.submit_as_it_is("/account/sessions", &[("action", "end-others")]).await;
    let page = follow(&mut user, &sent).await;
    assert!(page.body.contains(NOTHING_CHANGED), "{}", page.body);
    assert!(!user.get("/sign-in").await.body.contains(NOTHING_CHANGED), "once");
}

#[tokio::test]
async fn a_browser_that_keeps_no_cookies_is_told_so_after_a_right_password() {
    let app = TestApp::start().await;
    app.user("a@example.org").await;
    for (entrance, email, next) in [("/sign-in", "a@example.org", "/mfa/verify"), ("/sign-up", "new@example.org", "/mfa/choose")] {
        let mut browser = app.anonymous();
        let fields = [("email", email), ("password", PASSWORD)];
        browser.submit(entrance, &fields).await.assert_leads_to(next);
        let kept = browser.clone();
        browser.cookies.clear();
        let from = format!("{}{entrance}?next=%2Faccount", app.origin);
        let page = browser.send(Request::get(next).header("referer", &from), "").await;
        assert!(page.assert_status(401).body.contains(COOKIES), "{}", page.body);
        kept.clone().send(Request::get(next).header("referer", &from), "").await.assert_status(200);
    }
    let mut user = app.user("c@example.org").await;
    user.submit("/sign-out", &[]).await.assert_leads_to("/");
    let from = format!("{}/sign-in", app.origin);
    let back = user.send(Request::get("/account/security").header("referer", &from), "").await;
    back.assert_leads_to("/sign-in?next=%2Faccount%2Fsecurity");
    for referer in
        ["", "https://evil.example/sign-in", "http://localhost/", "http://localhost/sign-in/x", "http://localhost.evil.example/sign-in"]
    {
        let asked = Request::get("/mfa").header("referer", referer);
        app.anonymous().send(asked, "").await.assert_leads_to("/sign-in?next=%2Fmfa");
    }
}

#[tokio::test]
async fn another_name_of_the_machine_leads_to_the_right_one() {
    let app = TestApp::build().origin("http://localhost:3000").start().await;
    let get = async |host: &str, path: &str| app.anonymous().request_with(Method::GET, path, &[("host", host)], "").await;
    for host in ["127.0.0.1:3000", "[::1]:3000", "127.1:3000"] {
        let answer = get(host, "/sign-in?next=%2Faccount").await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (307, "http://localhost:3000/sign-in?next=%2Faccount"), "{host}");
    }
    for host in ["localhost:3000", "LOCALHOST:3000", "127.0.0.1:8080", "id.example.org", "127.0.0.1.evil.example:3000", "a b", ""] {
        get(host, "/sign-in").await.assert_status(200);
    }
    let through_a_proxy = [("host", "127.0.0.1:3000"), ("x-forwarded-for", "192.0.2.1")];
    app.anonymous().request_with(Method::GET, "/sign-in", &through_a_proxy, "").await.assert_status(200);
    get("127.0.0.1:3000", "/healthz").await.assert_status(200);
    get("127.0.0.1:3000", "/readyz").await.assert_status(200);
}

#[tokio::test]
async fn a_server_behind_a_proxy_is_not_asked_by_what_name() {
    let app = TestApp::build().origin("https://id.example.org").start().await;
    let page = app.anonymous().request_with(Method::GET, "/sign-in", &[("host", "127.0.0.1:3000")], "").await;
    assert!(page.assert_status(200).body.contains("own=\"https://id.example.org\""), "the page itself looks where it is");
    assert!(!TestApp::start().await.anonymous().get("/sign-in").await.body.contains("location.replace"));
}

#[tokio::test]
async fn a_form_from_another_name_is_told_the_right_one() {
    let app = TestApp::build().origin("https://id.example.org").start().await;
    let form = async |origin: &str, site: &str| {
        let headers = [("origin", origin), ("sec-fetch-site", site), ("content-type", "application/x-www-form-urlencoded")];
        app.anonymous().post_with("/sign-in", &headers, "email=a%40example.org&password=x").await
    };
    let refused = form("https://192.0.2.1", "same-origin").await;
    assert!(refused.assert_status(403).body.contains("href=\"https://id.example.org/mfa\""));
    let foreign = form("https://evil.example", "cross-site").await;
    assert!(!foreign.assert_status(403).body.contains("https://id.example.org/mfa"));
    assert!(foreign.body.contains("another website"));
}
