//! The headers of every answer.

use crate::support::TestApp;
use std::collections::BTreeSet;

const EVERYWHERE: [&str; 8] =
    ["/", "/sign-in", "/sign-up", "/lost-access", "/no/such/page", "/healthz", "/favicon.svg", "/pkg/latchkey-0123456789abcdef.js"];

#[tokio::test]
async fn every_answer_carries_them() {
    let app = TestApp::start().await;
    for path in EVERYWHERE {
        let answer = app.anonymous().get(path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            (
                "permissions-policy",
                "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), geolocation=()",
            ),
        ] {
            assert_eq!(answer.header(name), value, "{path}");
        }
        assert_eq!(answer.header("x-request-id").len(), 32, "{path}");
        assert!(!answer.headers.contains_key("access-control-allow-origin"), "{path}");
        assert!(!answer.headers.contains_key("server"), "{path}");
    }
}

#[tokio::test]
async fn the_policy_lets_in_only_our_own() {
    let app = TestApp::start().await;
    let policy = app.anonymous().get("/sign-in").await.header("content-security-policy").to_owned();
    for directive in [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ] {
        assert!(policy.split("; ").any(|found| found == directive), "{directive} is not in {policy}");
    }
    assert!(policy.contains("'wasm-unsafe-eval'"));
    for loophole in ["unsafe-inline", "'unsafe-eval'", "data:", "http:", "https:", "*"] {
        assert!(!policy.contains(loophole), "{loophole}");
    }
}

#[tokio::test]
async fn the_nonce_is_new_each_time_and_the_one_in_the_page() {
    let app = TestApp::start().await;
    let mut seen = BTreeSet::new();
    let mut client = app.half("a@example.org").await;
    for path in ["/sign-in", "/mfa/choose", "/mfa/choose"] {
        let answer = client.get(path).await;
        let policy = answer.header("content-security-policy");
        let nonce = policy.split_once("'nonce-").unwrap().1.split_once('\'').unwrap().0;
        assert!(nonce.len() >= 22, "128 bits take 22 characters: {nonce}");
        for script in answer.body.split("<script").skip(1) {
            assert!(script.contains(&format!("nonce=\"{nonce}\"")), "{script}");
        }
        assert!(!answer.body.contains(" style=") && !answer.body.contains("<style"), "the policy would block it");
        assert!(seen.insert(nonce.to_owned()), "used twice");
    }
    for _ in 0..20 {
        let answer = app.anonymous().get("/sign-in").await;
        assert!(seen.insert(answer.header("content-security-policy").to_owned()));
    }
}

#[tokio::test]
async fn transport_security_is_asked_for_where_there_is_any() {
    let app = TestApp::start().await;
    assert_eq!(app.anonymous().get("/").await.header("strict-transport-security"), "");
    let app = TestApp::build().origin("https://id.example.org").start().await;
    for path in EVERYWHERE {
        let answer = app.anonymous().get(path).await;
        assert_eq!(answer.header("strict-transport-security"), "max-age=63072000; includeSubDomains", "{path}");
    }
    let app = TestApp::build().origin("https://id.example.org").hsts_subdomains(false).start().await;
    assert_eq!(app.anonymous().get("/").await.header("strict-transport-security"), "max-age=63072000");
}

#[tokio::test]
async fn nothing_personal_is_kept() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    for path in ["/", "/account/security", "/account/email", "/account/password", "/mfa", "/no/such/page", "/mfa/recovery-codes.txt"] {
        assert_eq!(user.get(path).await.header("cache-control"), "no-store", "{path}");
    }
    assert_eq!(user.call("flow/user", &serde_json::json!({})).await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn request_ids_are_ours() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let headers = [("x-request-id", "forged")];
    let first = client.request_with(http::Method::GET, "/healthz", &headers, "").await;
    let second = client.request_with(http::Method::GET, "/healthz", &headers, "").await;
    assert_ne!(first.header("x-request-id"), "forged");
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
}

#[tokio::test]
async fn the_host_that_a_client_names_is_nowhere() {
    let app = TestApp::start().await;
    let mut client = app.half("a@example.org").await;
    let headers = [
        ("host", "evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-proto", "evil"),
        ("forwarded", "host=evil.example"),
        ("x-original-url", "/evil.example"),
        ("x-rewrite-url", "/evil.example"),
    ];
    for path in ["/", "/sign-in", "/mfa", "/mfa/choose", "/account/security", "/.well-known/change-password", "/no/such/page"] {
        let answer = client.request_with(http::Method::GET, path, &headers, "").await;
        assert!(!answer.body.contains("evil"), "{path}");
        assert!(!format!("{:?}", answer.headers).contains("evil"), "{path}: {:?}", answer.headers);
    }
}

#[tokio::test]
async fn no_site_may_ask_for_cross_origin_access() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let headers =
        [("origin", "https://evil.example"), ("access-control-request-method", "POST"), ("access-control-request-headers", "content-type")];
    for (method, path) in [(http::Method::OPTIONS, "/api/latchkey/account/sign-in"), (http::Method::GET, "/sign-in")] {
        let answer = client.request_with(method, path, &headers, "").await;
        assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control")), "{:?}", answer.headers);
    }
}
