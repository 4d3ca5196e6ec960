//! New users over HTTP: the hashes of their passwords and backup codes are made by the server, whose memory is looked at afterwards.

use crate::{
    CONCURRENCY,
    account::{PASSWORD, code_of},
    client::{self, Client},
    load,
    report::Figure,
    server::Server,
};
use http::{HeaderMap, Request, header::SET_COOKIE};
use mfa::Level;
use serde_json::{Value, json};
use server::cookie::CookieNames;
use totp_rs::Totp;

/// Signs up, enrolls an app, acknowledges the backup codes and signs in with the password, `count` times.
pub(crate) async fn over_http(server: &Server, count: usize) -> Figure {
    let numbers: Vec<usize> = (0..count).collect();
    let clients = client::pool(server.address, CONCURRENCY).await;
    load::run(clients, &numbers, |client: Client, number: &usize| {
        let email = format!("new{number}%40example.org");
        let mut browser = Browser { client, origin: server.origin.clone(), cookie: None };
        async move {
            let entrance = format!("email={email}&password={PASSWORD}");
            browser.submit("/sign-up", &entrance).await;
            let begun = browser.call("totp/begin", json!({ "replaces": null })).await;
            let app = Totp::from_url(begun.get("uri").and_then(Value::as_str).unwrap()).unwrap();
            browser.call("totp/confirm", json!({ "code": code_of(&app) })).await;
            browser.call("recovery/codes", json!({})).await;
            browser.call("recovery/acknowledge", json!({})).await;
            browser.cookie = None;
            browser.submit("/sign-in", &entrance).await;
            browser.client
        }
    })
    .await
}

/// A client that keeps the cookie of its session.
struct Browser {
    client: Client,
    origin: String,
    cookie: Option<String>,
}

impl Browser {
    async fn submit(&mut self, path: &str, form: &str) {
        let request = client::post(path, &self.origin, self.cookie.as_deref(), "application/x-www-form-urlencoded", form);
        assert_eq!(self.send(request).await.0, 303, "{path}");
    }

    async fn call(&mut self, name: &str, arguments: Value) -> Value {
        let path = format!("/api/latchkey/{name}");
        let request = client::post(&path, &self.origin, self.cookie.as_deref(), "application/json", &arguments.to_string());
        let (status, body) = self.send(request).await;
        assert_eq!(status, 200, "{name}");
        serde_json::from_slice(&body).unwrap_or_default()
    }

    async fn send(&mut self, request: Request<String>) -> (u16, Vec<u8>) {
        let (status, headers, body) = self.client.answer(request).await.unwrap();
        self.cookie = session_cookie(&self.origin, &headers).or(self.cookie.take());
        (status, body)
    }
}

/// The cookie that an answer sets for a session, as a request sends it.
fn session_cookie(origin: &str, headers: &HeaderMap) -> Option<String> {
    let names = CookieNames::new(&origin.parse().unwrap());
    let is_session =
        |cookie: &str| [Level::Full, Level::Half].iter().any(|level| cookie.starts_with(&format!("{}=", names.session(*level))));
    let set = headers.get_all(SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    let kept = set.filter(|cookie| is_session(cookie)).find(|cookie| !cookie.contains("Max-Age=0"));
    kept.and_then(|cookie| cookie.split(';').next()).map(str::to_owned)
}
