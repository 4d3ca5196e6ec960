//! The pages for addresses that don't exist.

use crate::support::TestApp;
use http::Method;

#[tokio::test]
async fn paths_that_look_like_pages_are_not() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    for path in [
        "/no/such/page",
        "/account/security/x.css",
        "/account/security//",
        "/account/security.css",
        "/account/security;x.css",
        "/account/security%2fx.css",
        "/security/x.css",
        "/sign-in/x",
        "/ACCOUNT/SECURITY",
        "/api",
        "/admin/",
        "/debug",
        "/metrics",
        "/%00",
        "/%ff",
        "/account/devices/../security",
    ] {
        let answer = user.get(path).await;
        answer.assert_status(404);
        assert!(!answer.body.contains("a@example.org"), "{path}");
    }
}

#[tokio::test]
async fn a_slash_at_the_end_leads_to_the_page() {
    let app = TestApp::start().await;
    let mut visitor = app.anonymous();
    for (path, page) in [
        ("/sign-in/", "/sign-in"),
        ("/sign-in/?next=%2Faccount%2Fsecurity", "/sign-in?next=%2Faccount%2Fsecurity"),
        ("/account/security/", "/account/security"),
        ("/account/devices/7/rename/", "/account/devices/7/rename"),
    ] {
        let answer = visitor.get(path).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (308, page));
    }
    for path in ["//evil.example/", "/evil.example/", "/admin/", "/sign-out/x/"] {
        visitor.get(path).await.assert_status(404);
    }
}

#[tokio::test]
async fn it_is_a_page_of_ours_in_the_visitors_language() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let page = client.get("/no/such/page").await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.body.contains("lang=\"en\"") && page.body.contains("/pkg/latchkey-fedcba9876543210.css"));
    let page = client.request_with(Method::GET, "/no/such/page", &[("accept-language", "de-AT,de;q=0.9")], "").await;
    assert!(page.body.contains("lang=\"de\""));
}

#[tokio::test]
async fn what_was_asked_for_cannot_become_markup() {
    let app = TestApp::start().await;
    for path in ["/%3Cscript%3Ealert(1)%3C/script%3E", "/x?q=%3Cscript%3Ealert(1)", "/%22onload=alert(1)", "/'onload=alert(1)"] {
        let body = app.anonymous().get(path).await.body;
        for markup in ["<script>alert", "\"onload", " onload"] {
            assert!(!body.contains(markup), "{path}: {markup}");
        }
    }
}

#[tokio::test]
async fn scripts_are_answered_in_json() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let answer = client.call("no/such/function", &serde_json::json!({})).await;
    assert_eq!(answer.assert_status(404).code(), "not_found");
    let answer = client.request_with(Method::GET, "/api/latchkey/account/sign-in", &[("accept", "text/html")], "").await;
    assert_eq!(answer.assert_status(405).code(), "malformed_request");
}
