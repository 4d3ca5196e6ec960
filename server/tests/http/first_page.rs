//! The first page that a browser loads, which contains the stylesheet.

use crate::support::{Answer, Client, Portal, TestApp};
use http::Method;

const LINK: &str = "<link rel=\"stylesheet\" href=\"/pkg/latchkey-fedcba9876543210.css\"";
const INLINE: &str =
    "<style>body { color: black }</style><link rel=\"stylesheet\" href=\"/pkg/latchkey-fedcba9876543210.css\" media=\"print\"";
const COOKIE: &str = "latchkey-style=latchkey-fedcba9876543210.css; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000";

async fn open(client: &mut Client, method: Method, path: &str) -> Answer {
    let headers = [("accept-encoding", "gzip, deflate, br"), ("accept", "text/html"), ("sec-fetch-dest", "document")];
    client.request_with(method, path, &headers, "").await
}

#[track_caller]
fn assert_inline(answer: &Answer, inline: bool) {
    assert_eq!(answer.body.contains(INLINE), inline, "{answer:?}");
    assert_eq!(answer.body.matches(LINK).count(), 1, "{}", answer.body);
    assert_eq!(answer.header("content-encoding"), if inline { "gzip" } else { "" });
    assert_eq!(answer.cookies().contains(&COOKIE), inline, "{:?}", answer.cookies());
    let policy = answer.header("content-security-policy").split("; ").find(|directive| directive.starts_with("style-src")).unwrap();
    let own_hash = "'sha256-BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ='";
    assert_eq!(policy, if inline { format!("style-src 'self' {own_hash}") } else { "style-src 'self'".to_owned() });
}

#[tokio::test]
async fn it_contains_the_stylesheet_and_the_next_one_refers_to_it() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    assert_inline(&open(&mut client, Method::GET, "/sign-in").await, true);
    assert_inline(&open(&mut client, Method::GET, "/sign-in").await, false);
    assert_inline(&open(&mut client, Method::GET, "/sign-up").await, false);
}

#[tokio::test]
async fn every_page_may_be_the_first() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    for path in ["/account/activity", "/account/security", "/no/such/page", "/admin/audit"] {
        user.cookies.remove("latchkey-style");
        assert_inline(&open(&mut user, Method::GET, path).await, true);
    }
}

#[tokio::test]
async fn below_a_prefix_it_does_too() {
    let portal = Portal::start().await;
    let mut mira = portal.enrolled("mira", "m1").await;
    let page = open(&mut mira, Method::GET, "/security/account/security").await.body;
    let style = page
        .find("<style>body { color: black }</style><link rel=\"stylesheet\" href=\"/security/pkg/latchkey-fedcba9876543210.css\" media");
    assert!(style.is_some() && style < page.find("href=\"/portal.css\""), "the application's colours come last: {page}");
    assert!(!open(&mut mira, Method::GET, "/security/account/security").await.body.contains("<style>"));
}

#[tokio::test]
async fn its_length_tells_no_more_than_that_of_the_page() {
    let app = TestApp::start().await;
    let mut added = Vec::new();
    for path in ["/", "/sign-in", "/lost-access"] {
        let plain = app.anonymous().get(path).await;
        let first = open(&mut app.anonymous(), Method::GET, path).await;
        added.push((first.length - plain.length, plain.length));
    }
    assert!(added.iter().all(|(more, _)| *more == added[0].0), "the page was compressed: {added:?}");
    assert!(added.iter().any(|(_, length)| *length != added[0].1));
}

#[tokio::test]
async fn a_second_cookie_changes_nothing() {
    let app = TestApp::start().await;
    let cookies = "latchkey-style=x; latchkey-style=latchkey-fedcba9876543210.css";
    let headers = [("accept-encoding", "gzip"), ("sec-fetch-dest", "document"), ("cookie", cookies)];
    assert_inline(&app.anonymous().request_with(Method::GET, "/sign-in", &headers, "").await, false);
}

#[tokio::test]
async fn a_new_stylesheet_is_sent_to_those_who_have_another() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    client.cookies.insert("latchkey-style".to_owned(), "latchkey-0000000000000000.css".to_owned());
    assert_inline(&open(&mut client, Method::GET, "/sign-in").await, true);
}

#[tokio::test]
async fn without_gzip_it_would_be_long_and_is_not_sent() {
    let app = TestApp::start().await;
    for accepted in ["", "br", "identity", "gzip;q=0"] {
        let headers = [("accept-encoding", accepted), ("sec-fetch-dest", "document")];
        let answer = app.anonymous().request_with(Method::GET, "/sign-in", &headers, "").await;
        assert_inline(&answer, false);
    }
}

#[tokio::test]
async fn only_pages_that_are_shown_contain_it() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for (method, destination) in [
        (Method::HEAD, Some("document")),
        (Method::POST, Some("document")),
        (Method::GET, Some("empty")),
        (Method::GET, Some("image")),
        (Method::GET, None),
    ] {
        let mut headers = vec![("accept-encoding", "gzip"), ("origin", "http://localhost")];
        headers.extend(destination.map(|destination| ("sec-fetch-dest", destination)));
        let answer = client.request_with(method.clone(), "/no/such/page", &headers, "").await;
        assert_eq!((answer.cookies(), answer.header("content-encoding")), (vec![], ""), "{method} {destination:?}");
    }
    for (method, path) in
        [(Method::GET, "/account/security"), (Method::GET, "/pkg/latchkey-0123456789abcdef.js"), (Method::GET, "/healthz")]
    {
        let answer = open(&mut client, method, path).await;
        assert_eq!((answer.cookies(), answer.header("content-encoding")), (vec![], ""), "{path}");
        assert!(answer.header("content-security-policy").contains("style-src 'self';"), "{path}");
    }
}

#[tokio::test]
async fn a_browser_that_was_told_to_clear_its_cache_gets_it_again() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    open(&mut user, Method::GET, "/account/security").await;
    assert!(user.cookies.contains_key("latchkey-style"));
    user.submit("/sign-out", &[]).await;
    assert!(!user.cookies.contains_key("latchkey-style"));
    assert_inline(&open(&mut user, Method::GET, "/sign-in").await, true);
}
