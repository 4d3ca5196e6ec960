//! Server functions as an API for scripts.

use crate::support::{TestApp, everywhere};
use serde_json::json;

/// Functions that need no session.
const OPEN: [&str; 5] = [
    "/api/latchkey/account/sign-in",
    "/api/latchkey/account/sign-out",
    "/api/latchkey/account/sign-up",
    "/api/latchkey/flow/next-step",
    "/api/latchkey/flow/status",
];

/// Functions of a half session: those that complete it, and those that say how.
const HALF: [&str; 6] = [
    "/api/latchkey/flow/begin-challenge",
    "/api/latchkey/flow/user",
    "/api/latchkey/recovery/verify",
    "/api/latchkey/totp/begin",
    "/api/latchkey/totp/cancel",
    "/api/latchkey/totp/confirm",
];
const HALF_PROOF: &str = "/api/latchkey/totp/verify";

/// Arguments that every function can read.
fn anything() -> serde_json::Value {
    json!({
        "id": "0", "action": "a", "content": null, "summary": null, "confirmation": "c", "name": "Phone", "code": "000000", "device": null, "replaces": null, "limit": 10, "email": "b@example.org",
        "password": "x", "next": null, "current": "x", "new": "y", "from": "x", "to": "c@example.org", "verified": true, "user_id": "0", "is_admin": true,
    })
}

fn functions() -> Vec<&'static str> {
    let mut paths: Vec<_> = server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
    paths.sort_unstable();
    assert!(paths.len() > 15, "they are registered: {paths:?}");
    paths
}

fn name(path: &str) -> &str {
    path.strip_prefix("/api/latchkey/").expect("every function is at a fixed path")
}

#[tokio::test]
async fn without_a_session_nothing_is_told() {
    let app = TestApp::start().await;
    for path in functions().into_iter().filter(|path| !OPEN.contains(path)) {
        let answer = app.anonymous().call(name(path), &anything()).await;
        assert_eq!(answer.assert_status(401).code(), "not_signed_in", "{path}");
        assert!(answer.cookies().is_empty(), "{path}");
    }
}

#[tokio::test]
async fn a_half_session_may_only_finish() {
    everywhere(async |app| {
        let user = app.user("a@example.org").await;
        let mut half = app.anonymous();
        half.sign_in(&user.email).await.assert_leads_to("/mfa/verify");
        let open = |path: &&str| !OPEN.contains(path) && !HALF.contains(path) && *path != HALF_PROOF;
        for path in functions().into_iter().filter(open) {
            let answer = half.clone().call(name(path), &anything()).await;
            assert_eq!(answer.assert_status(403).code(), "requires_additional_auth", "{path}");
        }
        // Enrolling another app is no way around the one that there is.
        let begun = half.call("totp/begin", &anything()).await;
        assert!(begun.status.is_client_error(), "{}", begun.body);
        assert_eq!(half.step().await, "challenge");
    })
    .await;
}

#[tokio::test]
async fn a_cookies_value_opens_nothing_elsewhere() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    let full = user.cookies["latchkey"].clone();
    let mut half = app.anonymous();
    half.sign_in(&user.email).await;
    let half = half.cookies["latchkey-half"].clone();

    for value in [&full, &half] {
        let pair = format!("latchkey:{value}");
        let headers = [
            ("authorization", format!("Bearer {value}")),
            ("authorization", format!("Basic {}", base64(&pair))),
            ("authorization", format!("Latchkey {value}")),
            ("x-session", value.clone()),
            ("x-auth-token", value.clone()),
            ("cookie", format!("session={value}; latchkey%20={value}; Latchkey={value}")),
        ];
        for (header, text) in &headers {
            let own = [("origin", "http://localhost"), ("content-type", "application/json"), (*header, text.as_str())];
            for path in functions().into_iter().filter(|path| !OPEN.contains(path)) {
                let answer = app.anonymous().post_with(path, &own, &anything().to_string()).await;
                assert_eq!(answer.assert_status(401).code(), "not_signed_in", "{path} {header}");
            }
            let page = app.anonymous().request_with(http::Method::GET, "/account/security", &own, "").await;
            assert!(page.status.is_redirection(), "{header}");
        }
    }

    let mut swapped = app.anonymous();
    swapped.cookies.insert("latchkey".to_owned(), half);
    assert_eq!(swapped.step().await, "sign_in", "a half session is none under the other name");
    let mut swapped = app.anonymous();
    swapped.cookies.insert("latchkey-half".to_owned(), full);
    assert_eq!(swapped.step().await, "sign_in", "and the other way round");
    assert_eq!(user.step().await, "done");
}

#[tokio::test]
async fn callers_that_accept_html_are_not_sent_elsewhere() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let headers = [
        ("origin", "http://localhost"),
        ("content-type", "application/json"),
        ("accept", "text/html"),
        ("referer", "https://evil.example/?__err=x"),
    ];
    for body in [anything().to_string(), "{".to_owned()] {
        let answer = client.post_with("/api/latchkey/account/sign-in", &headers, &body).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
        assert!(!answer.headers.contains_key("location") && !answer.body.contains("evil"));
    }
    let fine = client.post_with("/api/latchkey/flow/next-step", &headers, "{}").await;
    assert_eq!(fine.assert_status(200).json()["step"], "sign_in");
}

#[tokio::test]
async fn a_failure_has_its_own_status() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    for (function, arguments, status, code) in [
        ("device/rename", json!({ "id": "0", "name": "Phone" }), 404, "not_found"),
        ("recovery/codes", json!({}), 409, "recovery_codes_acknowledged"),
        ("totp/begin", json!({ "replaces": null }), 401, "totp_device_already_registered"),
    ] {
        let answer = user.call(function, &arguments).await;
        assert_eq!(answer.assert_status(status).code(), code, "{function}");
    }
}

fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: String = text.bytes().map(|byte| format!("{byte:08b}")).collect();
    let digits = bits.as_bytes().chunks(6).map(|chunk| {
        let chunk = format!("{:0<6}", String::from_utf8_lossy(chunk));
        char::from(DIGITS[usize::from_str_radix(&chunk, 2).unwrap()])
    });
    let mut encoded: String = digits.collect();
    encoded.push_str(&"=".repeat((4 - encoded.len() % 4) % 4));
    encoded
}
