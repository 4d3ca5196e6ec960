//! Bodies are only read as what they say they are, and only if they are small and whole.

use crate::support::{PASSWORD, TestApp};
use serde_json::json;

const OWN: (&str, &str) = ("origin", "http://localhost");
const SIGN_IN: &str = "/api/latchkey/account/sign-in";

#[tokio::test]
async fn server_functions_take_json_and_nothing_else() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let body = json!({ "email": "a@example.org", "password": PASSWORD, "next": null }).to_string();
    for kind in [
        "application/x-www-form-urlencoded",
        "text/plain",
        "text/plain; charset=application/json",
        "multipart/form-data",
        "application/jsonp",
        "",
    ] {
        let answer = client.post_with(SIGN_IN, &[OWN, ("content-type", kind)], &body).await;
        assert_eq!(answer.assert_status(415).code(), "unsupported_media_type", "{kind}");
    }
    client.post_with(SIGN_IN, &[OWN], &body).await.assert_status(415);
    let twice = [OWN, ("content-type", "application/json"), ("content-type", "text/plain")];
    client.post_with(SIGN_IN, &twice, &body).await.assert_status(415);
    for kind in ["application/json", "application/json; charset=utf-8", "Application/JSON"] {
        let answer = client.post_with(SIGN_IN, &[OWN, ("content-type", kind)], &body).await;
        assert_eq!(answer.assert_status(401).code(), "sign_in_failed", "{kind}");
    }
}

#[tokio::test]
async fn forms_are_forms() {
    let app = TestApp::start().await;
    for kind in ["application/json", "text/plain", "multipart/form-data; boundary=x"] {
        app.anonymous().post_with("/sign-in", &[OWN, ("content-type", kind)], "email=a&password=b").await.assert_status(415);
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_malformed() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let deep = format!("{{\"email\": {}1{}}}", "[".repeat(20_000), "]".repeat(20_000));
    for body in
        ["", "{", "null", "[]", "{\"email\": 7}", "{\"email\": \"a\"}", "\"\\ud800\"", "{\"email\": \"\\u0000\", \"password\": {}}", &deep]
    {
        let answer = client.post_with(SIGN_IN, &[OWN, ("content-type", "application/json")], body).await;
        assert_eq!(answer.assert_status(400).body, r#"{"code":"malformed_request"}"#, "{body:.40}");
        assert!(answer.headers.keys().all(|name| name != "serverfnerror"));
    }
    for body in ["%", "%ff%fe", "email", "=&=&=", "email=a&email=b", "a[b]=c"] {
        let answer = client.post_with("/sign-in", &[OWN, ("content-type", "application/x-www-form-urlencoded")], body).await;
        assert!(answer.status.is_client_error(), "{body}: {}", answer.status);
    }
}

#[tokio::test]
async fn what_is_too_long_is_not_read() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    for length in [64 * 1024 + 1, 3_000_000, 20_000_000] {
        let body = "a".repeat(length);
        let answer = client.post_with("/sign-in", &[OWN, ("content-type", "application/x-www-form-urlencoded")], &body).await;
        answer.assert_status(413);
        let answer = client.post_with(SIGN_IN, &[OWN, ("content-type", "application/json")], &body).await;
        assert_eq!(answer.assert_status(413).code(), "malformed_request");
    }
    let announced = [OWN, ("content-length", "99999999999"), ("content-type", "application/x-www-form-urlencoded")];
    client.post_with("/sign-in", &announced, "").await.assert_status(413);
}

/// Values that take too long to parse.
#[tokio::test]
async fn what_no_page_sends_is_refused_before_it_is_worked_through() {
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let form = [OWN, ("content-type", "application/x-www-form-urlencoded")];
    let many: String = (0..9_000).map(|number| format!("&{number:x}=")).collect();
    client.post_with("/sign-in", &form, &format!("email=a%40example.org&password=b{many}")).await.assert_status(400);

    let long = "a".repeat(40_000);
    let answer = client.post_with("/sign-in", &form, &format!("email={long}%40example.org&password=b")).await;
    assert!(answer.assert_status(401).body.len() < long.len(), "it isn't put into the form again");

    let json = [OWN, ("content-type", "application/json")];
    let begin = "/api/latchkey/passkey/sign-in/begin";
    client.post_with(begin, &json, "{}").await.assert_status(200);
    let keys: String = (0..4_000).map(|number| format!("\"{number:x}\":0,")).collect();
    client.post_with(begin, &json, &format!("{{{keys}\"next\":null}}")).await.assert_status(400);
}
