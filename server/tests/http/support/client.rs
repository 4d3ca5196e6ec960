//! A browser: keeps cookies and says where its requests come from.

use super::{Answer, PASSWORD};
use axum::{Router, body::Body, extract::ConnectInfo};
use http::{
    HeaderName, Method, Request,
    header::{CONTENT_TYPE, COOKIE, ORIGIN},
    request::Builder,
};
use mfa::Clock;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    net::SocketAddr,
    ops::{Deref, DerefMut},
};
use testbed::HandClock;
use totp_rs::Totp;
use tower::ServiceExt;

/// One browser.
#[derive(Clone)]
pub(crate) struct Client {
    router: Router,
    origin: String,
    pub(crate) address: SocketAddr,
    /// By name. A plain map, since tests plant cookies, read their values, and hand them to another browser.
    pub(crate) cookies: BTreeMap<String, String>,
}

/// A browser whose user has an authenticator app.
pub(crate) struct User {
    client: Client,
    pub(crate) email: String,
    totp: Totp,
    clock: HandClock,
}

impl Client {
    pub(crate) fn new(router: Router, origin: &str) -> Self {
        let address = SocketAddr::from(([192, 0, 2, 1], 50000));
        Self { router, origin: origin.to_owned(), address, cookies: BTreeMap::new() }
    }

    /// The same browser, as it is now, with another process of the installation.
    pub(crate) fn at(&self, router: Router) -> Self {
        Self { router, ..self.clone() }
    }

    /// Opens a page.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).header("accept", "text/html"), "").await
    }

    /// Sends the form of a page that is opened just now.
    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = if self.cookies.is_empty() { None } else { self.form_token().await };
        let token = token.as_deref().map(|token| ("form_token", token));
        let fields: Vec<_> = fields.iter().copied().chain(token).collect();
        self.submit_as_it_is(path, &fields).await
    }

    /// The form token of the session that is there now: the status has it, as the forms of all pages have.
    pub(crate) async fn form_token(&mut self) -> Option<String> {
        let status = self.call("flow/status", &json!({})).await;
        status.json()["sign_in"].as_str().map(ToOwned::to_owned)
    }

    /// Opens the page of a proof that a form waits for; where its code is sent to.
    pub(crate) async fn proof_for_form(&mut self) -> String {
        let page = self.get("/mfa/verify").await;
        let (_, rest) = page.assert_status(200).body.split_once("action=\"/mfa/verify?held=").unwrap();
        format!("/mfa/verify?held={}", rest.split_once('"').unwrap().0)
    }

    /// Sends these fields and no others: the form of a page that was opened before.
    pub(crate) async fn submit_as_it_is(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let origin = self.origin.clone();
        let request = Request::post(path).header(ORIGIN, origin).header("sec-fetch-site", "same-origin");
        self.send(request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").header("accept", "text/html"), &body).await
    }

    /// Calls a server function.
    pub(crate) async fn call(&mut self, name: &str, arguments: &Value) -> Answer {
        let origin = self.origin.clone();
        let request = Request::post(format!("/api/latchkey/{name}")).header(ORIGIN, origin).header(CONTENT_TYPE, "application/json");
        self.send(request, &arguments.to_string()).await
    }

    /// A `POST` with these headers and no others but the cookies.
    pub(crate) async fn post_with(&mut self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.request_with(Method::POST, path, headers, body).await
    }

    /// Any request.
    pub(crate) async fn request_with(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(name.parse::<HeaderName>().unwrap(), *value);
        }
        self.send(request, body).await
    }

    /// Adds the cookies, and keeps those that come back.
    pub(crate) async fn send(&mut self, request: Builder, body: &str) -> Answer {
        let mut request = request.extension(ConnectInfo(self.address));
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, cookies.join("; "));
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let answer = Answer::read(self.router.clone().oneshot(request).await.unwrap()).await;
        for cookie in answer.cookies() {
            let (pair, attributes) = cookie.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// The next step by the server's account: the clearest sign of how far this browser's session has come.
    pub(crate) async fn step(&mut self) -> String {
        let answer = self.call("flow/next-step", &json!({})).await;
        answer.assert_status(200).json()["step"].as_str().unwrap().to_owned()
    }

    /// Sends the sign-in form.
    pub(crate) async fn sign_in(&mut self, email: &str) -> Answer {
        self.submit("/sign-in", &[("email", email), ("password", PASSWORD)]).await
    }
}

impl User {
    /// The code that the authenticator app shows now.
    pub(crate) fn code(&self) -> String {
        self.totp.generate(self.clock.now().unix_seconds()).to_string()
    }

    /// Takes the password and a code from nothing to a full session, in a browser of its own.
    pub(crate) async fn sign_in_again(&self, mut browser: Client) -> Client {
        browser.sign_in(&self.email).await.assert_leads_to("/mfa/verify");
        browser.submit("/mfa/verify", &[("code", &self.code())]).await.assert_leads_to("/account/security");
        browser
    }
}

impl Deref for User {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl DerefMut for User {
    fn deref_mut(&mut self) -> &mut Client {
        &mut self.client
    }
}

pub(crate) async fn sign_up(client: Client, email: &str) -> Client {
    sign_up_below("", client, email).await
}

/// The same, with all pages below this path.
pub(crate) async fn sign_up_below(prefix: &str, mut client: Client, email: &str) -> Client {
    client.submit(&format!("{prefix}/sign-up"), &[("email", email), ("password", PASSWORD)]).await.assert_status(303);
    client
}

pub(crate) async fn enroll(mut client: Client, email: &str, clock: &HandClock) -> User {
    let begun = client.call("totp/begin", &json!({ "replaces": null })).await;
    let totp = Totp::from_url(begun.assert_status(200).json()["uri"].as_str().unwrap()).unwrap();
    let mut user = User { client, email: email.to_owned(), totp, clock: clock.clone() };
    let code = user.code();
    user.call("totp/confirm", &json!({ "code": code })).await.assert_status(200);
    user.call("recovery/codes", &json!({})).await.assert_status(200);
    user.call("recovery/acknowledge", &json!({})).await.assert_status(200);
    assert_eq!(user.step().await, "done");
    user
}
