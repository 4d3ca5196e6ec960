//! The log at its most verbose level.

use crate::support::{PASSWORD, TestApp, listen_to_everything};
use serde_json::{Value, json};
use server::{log, settings::LogFormat};
use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};
use tracing_subscriber::fmt::MakeWriter;

/// Collects the lines.
#[derive(Clone, Default)]
pub(crate) struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'writer> MakeWriter<'writer> for Lines {
    type Writer = Self;

    fn make_writer(&'writer self) -> Self {
        self.clone()
    }
}

impl Lines {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// Everything that is logged on this thread while the guard lives.
pub(crate) fn listen(format: LogFormat) -> (Lines, tracing::subscriber::DefaultGuard) {
    listen_to_everything();
    let lines = Lines::default();
    let guard = tracing::subscriber::set_default(log::subscriber(format, "trace", lines.clone()).unwrap());
    (lines, guard)
}

#[tokio::test]
async fn no_secret_is_in_it() {
    let (lines, _guard) = listen(LogFormat::Text);
    let app = TestApp::start().await;
    let mut secrets = vec![PASSWORD.to_owned(), "wrong password".to_owned(), "a@example.org".to_owned(), "otpauth".to_owned()];

    let mut client = app.half("a@example.org").await;
    secrets.extend(client.cookies.values().cloned());
    let begun = client.call("totp/begin", &json!({ "replaces": null })).await.json();
    secrets.push(begun["secret"].as_str().unwrap().to_owned());
    client.submit("/mfa/totp", &[("code", "123454")]).await.assert_status(401);
    secrets.push("123454".to_owned());

    let mut user = app.user("b@example.org").await;
    secrets.push(user.code());
    let codes = user.call("recovery/new", &json!({})).await.json();
    secrets.extend(codes.as_array().unwrap().iter().filter_map(Value::as_str).map(ToOwned::to_owned));
    user.get("/mfa/recovery-codes?token=in-the-query").await.assert_status(200);
    secrets.push("in-the-query".to_owned());
    user.submit("/account/password", &[("current", "wrong password"), ("new", PASSWORD)]).await;
    let change = [("from", "b@example.org"), ("email", "new@elsewhere.example"), ("current", PASSWORD)];
    user.submit("/account/email", &change).await.assert_leads_to("/account/security");
    secrets.extend(["b@example.org".to_owned(), "elsewhere.example".to_owned()]);
    user.email = "new@elsewhere.example".to_owned();
    secrets.extend(user.cookies.values().cloned());
    user.submit("/sign-out", &[]).await;
    app.advance(Duration::from_secs(60));
    secrets.push(user.code());
    let signed = user.sign_in_again(app.anonymous()).await;
    secrets.extend(signed.cookies.values().cloned());
    let headers = [("authorization", "Basic in-the-header"), ("origin", "http://localhost")];
    app.anonymous().post_with("/sign-in", &headers, "email=broken%").await;
    secrets.push("in-the-header".to_owned());

    let text = lines.text();
    assert!(text.contains("answered") && text.contains("path=\"/mfa/totp\""), "something is logged");
    for secret in secrets {
        assert!(!text.contains(&secret), "{secret} is in the log");
        let undashed = secret.replace('-', "");
        assert!(undashed.len() < 12 || !text.contains(&undashed), "{undashed} is in the log");
    }
}

#[tokio::test]
async fn a_client_that_hangs_up_leaves_a_line() {
    let (lines, _guard) = listen(LogFormat::Text);
    let app = TestApp::start().await;
    let mut client = app.anonymous();
    let mut request = Box::pin(client.submit("/sign-in", &[("email", "a@example.org"), ("password", "wrong password")]));
    assert!(futures::poll!(&mut request).is_pending(), "it is under way");
    drop(request);
    let text = lines.text();
    assert!(text.lines().any(|line| line.contains("the client closed the connection") && line.contains("path=\"/sign-in\"")), "{text}");
    client.get("/sign-in").await.assert_status(200);
    assert_eq!(lines.text().matches("the client closed the connection").count(), 1, "only of what wasn't answered");
}

#[tokio::test]
async fn nobody_can_forge_a_line() {
    for format in [LogFormat::Text, LogFormat::Json] {
        let (lines, _guard) = listen(format);
        let app = TestApp::start().await;
        let mut client = app.anonymous();
        let hostile = [("origin", "http://evil\t\u{9b}31m"), ("user-agent", "\u{9b}31m\tagent"), ("x-forwarded-for", "\u{9b}31m")];
        client.post_with("/sign-in%0a%1b[31m", &hostile, "").await.assert_status(403);
        client.request_with(http::Method::GET, "/%0d%0aINFO%20forged", &hostile, "").await.assert_status(404);
        let text = lines.text();
        assert!(text.contains("refused a request"));
        assert!(!text.chars().any(|character| character.is_control() && character != '\n'), "{text:?}");
        assert!(text.lines().all(|line| line.starts_with("20") || line.starts_with('{')), "{text}");
    }
}

#[tokio::test]
async fn json_lines_are_json() {
    let (lines, guard) = listen(LogFormat::Json);
    let app = TestApp::start().await;
    app.anonymous().get("/no/such/page").await;
    drop(guard);
    let lines = lines.text();
    let answered = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).find(|line| line["message"] == "answered");
    let answered = answered.unwrap();
    assert_eq!((&answered["status"], &answered["span"]["path"]), (&json!(404), &json!("/no/such/page")));
}
