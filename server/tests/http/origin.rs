//! Requests that other sites make a browser send.

use crate::support::{Client, TestApp};

const FORM: &str = "application/x-www-form-urlencoded";
const OWN: &str = "http://localhost";

/// The status of a post to the sign-out form, which anybody may send.
async fn status(client: &Client, headers: &[(&str, &str)]) -> u16 {
    let headers: Vec<_> = headers.iter().copied().chain([("content-type", FORM)]).collect();
    client.clone().post_with("/language", &headers, "language=de&back=%2F").await.status.as_u16()
}

#[tokio::test]
async fn what_browsers_say_decides() {
    let app = TestApp::start().await;
    let anonymous = app.anonymous();
    let half = app.half("a@example.org").await;
    for (site, origin, without_session, with_session) in [
        (Some("same-origin"), Some(OWN), 303, 303),
        (Some("same-origin"), None, 303, 303),
        (Some("same-origin"), Some("http://evil.example"), 403, 403),
        (Some("same-origin"), Some("null"), 303, 303),
        (Some("same-site"), Some("null"), 403, 403),
        (Some("cross-site"), Some("null"), 403, 403),
        (Some("none"), Some("null"), 403, 403),
        (Some("same-site"), Some("http://sub.localhost"), 403, 403),
        (Some("same-site"), Some(OWN), 403, 403),
        (Some("cross-site"), Some("https://evil.example"), 403, 403),
        (Some("cross-site"), Some(OWN), 403, 403),
        (Some("cross-site"), None, 403, 403),
        (Some("none"), None, 303, 403),
        (Some("none"), Some(OWN), 303, 403),
        (Some("none"), Some("https://evil.example"), 403, 403),
        (Some("nonsense"), None, 403, 403),
        (Some(""), None, 403, 403),
        (None, Some(OWN), 303, 303),
        (None, Some("http://localhost:3001"), 403, 403),
        (None, Some("https://localhost"), 403, 403),
        (None, Some("http://localhost.evil.example"), 403, 403),
        (None, Some("http://LOCALHOST"), 403, 403),
        (None, Some("null"), 403, 403),
        (None, Some(""), 403, 403),
        (None, None, 303, 403),
    ] {
        let headers: Vec<_> =
            [site.map(|site| ("sec-fetch-site", site)), origin.map(|origin| ("origin", origin))].into_iter().flatten().collect();
        assert_eq!(status(&anonymous, &headers).await, without_session, "without a session: {headers:?}");
        assert_eq!(status(&half, &headers).await, with_session, "with a session: {headers:?}");
    }
    let twice = [("origin", OWN), ("origin", "https://evil.example")];
    assert_eq!(status(&anonymous, &twice).await, 403);
}

#[tokio::test]
async fn a_dead_or_malformed_session_cookie_counts_as_one() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    client.cookies.insert("latchkey".to_owned(), "rubbish".to_owned());
    assert_eq!(status(&client, &[]).await, 403);
    assert_eq!(status(&client, &[("origin", OWN)]).await, 303);
}

#[tokio::test]
async fn every_path_is_guarded() {
    let app = TestApp::start().await;
    let mut user = app.user("a@example.org").await;
    let functions = server_fn::axum::server_fn_paths().map(|(path, _)| path);
    let forms = pages::site_map::forms().map(|form| form.path);
    for path in functions.chain(forms).chain(["/no/such/page", "/healthz", "/favicon.svg"]) {
        let path = path.replace("{id}", "0");
        for kind in [FORM, "application/json", "text/plain", "multipart/form-data; boundary=x"] {
            let headers = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("content-type", kind)];
            user.post_with(&path, &headers, "").await.assert_status(403);
        }
    }
    assert_eq!(user.step().await, "done", "nothing happened");
}

#[tokio::test]
async fn the_public_origin_decides_and_not_the_host() {
    let app = TestApp::build().origin("https://id.example.org").start().await;
    let client = app.anonymous();
    assert_eq!(status(&client, &[("origin", "https://id.example.org"), ("host", "127.0.0.1:3000")]).await, 303);
    assert_eq!(status(&client, &[("origin", "https://evil.example"), ("host", "evil.example")]).await, 403);
    assert_eq!(status(&client, &[("origin", "https://id.example.org:443")]).await, 403, "browsers leave the usual port out");
}
