//! The files of the site.

use crate::support::TestApp;
use http::Method;

const SCRIPT: &str = "/pkg/latchkey-0123456789abcdef.js";
const STYLE: &str = "/pkg/latchkey-fedcba9876543210.css";

#[tokio::test]
async fn kinds_and_how_long_they_are_kept() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for (path, kind, kept) in [
        (SCRIPT, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/pkg/latchkey-0123456789abcdef.wasm", "application/wasm", "public, max-age=31536000, immutable"),
        (STYLE, "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/favicon.svg", "image/svg+xml", "no-cache"),
    ] {
        let answer = client.get(path).await;
        answer.assert_status(200);
        assert_eq!((answer.header("content-type"), answer.header("cache-control")), (kind, kept), "{path}");
        assert_eq!(answer.header("vary"), "accept-encoding", "{path}");
    }
}

#[tokio::test]
async fn the_smallest_accepted_form_is_sent() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for (accepted, encoding, body) in
        [("gzip, br", "br", "(brotli)"), ("gzip", "gzip", "(gzip)"), ("identity", "", "body { color: black }")]
    {
        let answer = client.request_with(Method::GET, STYLE, &[("accept-encoding", accepted)], "").await;
        assert_eq!((answer.header("content-encoding"), answer.body.as_str()), (encoding, body), "{accepted}");
    }
    let plain = client.request_with(Method::GET, SCRIPT, &[("accept-encoding", "br")], "").await;
    assert_eq!((plain.header("content-encoding"), plain.body.as_str()), ("", "export {}"), "there is no other form of it");
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let tag = client.get("/favicon.svg").await.header("etag").to_owned();
    for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
        let answer = client.request_with(Method::GET, "/favicon.svg", &[("if-none-match", &known)], "").await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str(), answer.header("etag")), (304, "", tag.as_str()), "{known}");
    }
    client.request_with(Method::GET, "/favicon.svg", &[("if-none-match", "\"other\"")], "").await.assert_status(200);
}

#[tokio::test]
async fn nothing_else_is_served() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for path in [
        "/manifest.json",
        "/pkg/latchkey-0123456789abcdef.js.map",
        "/pkg/latchkey-fedcba9876543210.css.br",
        "/pkg/latchkey-fedcba9876543210.css.gz",
        "/pkg/",
        "/pkg/latchkey.js",
        "/pkg/../manifest.json",
        "/pkg/%2e%2e/manifest.json",
        "/pkg/..%2fmanifest.json",
        "//favicon.svg",
        "/favicon.svg/",
        "/.git/config",
        "/.env",
        "/Cargo.toml",
        "/Leptos.toml",
        "/data/latchkey.db",
    ] {
        client.get(path).await.assert_status(404);
    }
}

#[tokio::test]
async fn pages_ask_for_files_that_are_there() {
    let app = TestApp::start().await;
    let mut client = app.half("a@example.org").await;
    client.submit("/mfa/choose", &[("method", "totp")]).await.assert_leads_to("/mfa/totp");
    let page = client.get("/mfa/totp").await.body;
    let files: Vec<&str> = page.split('"').filter(|text| text.starts_with("/pkg/")).collect();
    assert!(files.iter().any(|file| file.ends_with(".css")) && files.iter().any(|file| file.ends_with(".wasm")), "{files:?}");
    for file in files {
        client.get(file).await.assert_status(200);
    }
}
