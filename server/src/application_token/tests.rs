//! An application that publishes its keys over HTTP and signs tokens, good and bad ones.

mod algorithm;
mod forged;
mod reading;
mod visitor;

use super::{ApplicationToken, InvalidToken, TokenVerdict};
use crate::{
    clock::MonotonicClock,
    settings::{TokenKeys, TokenPlace, TokenSecret, TokenSettings},
};
use axum::{Router, routing::get};
use http::{HeaderMap, HeaderValue, StatusCode, header::COOKIE};
use mfa::{Clock, Timestamp, Visitor};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use testbed::{HandClock, token::TokenKey};
use tokio::net::TcpListener;
use url::Url;

const ORIGIN: &str = "https://shop.example.org";
const ISSUER: &str = "https://accounts.example.org";

/// The address of the keys, and what it answers.
#[derive(Clone)]
struct Publisher(Arc<Mutex<Served>>);

struct Served {
    status: StatusCode,
    body: String,
    asked: usize,
}

impl Publisher {
    async fn start(keys: &[Value]) -> (Self, Url) {
        let publisher = Self(Arc::new(Mutex::new(Served { status: StatusCode::OK, body: String::new(), asked: 0 })));
        publisher.publish(keys);
        let served = publisher.clone();
        let router = Router::new().route("/keys", get(async move || served.answer()));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/keys", listener.local_addr().unwrap()).parse().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        (publisher, address)
    }

    fn answer(&self) -> (StatusCode, [(&'static str, &'static str); 1], String) {
        let mut served = self.0.lock().unwrap();
        served.asked += 1;
        (served.status, [("cache-control", "public, max-age=600")], served.body.clone())
    }

    fn publish(&self, keys: &[Value]) {
        self.answers(StatusCode::OK, &json!({ "keys": keys }).to_string());
    }

    fn answers(&self, status: StatusCode, body: &str) {
        let mut served = self.0.lock().unwrap();
        (served.status, served.body) = (status, body.to_owned());
    }

    fn asked(&self) -> usize {
        self.0.lock().unwrap().asked
    }
}

/// Latchkey beside the application.
struct Shop {
    publisher: Publisher,
    token: ApplicationToken,
    clock: HandClock,
    key: TokenKey,
}

fn settings(keys: TokenKeys) -> TokenSettings {
    TokenSettings { place: TokenPlace::Cookie("shop".to_owned()), issuer: ISSUER.to_owned(), audience: None, keys }
}

fn verifier(settings: &TokenSettings, clock: &HandClock) -> ApplicationToken {
    let passed = clock.clone();
    let uptime: MonotonicClock = Arc::new(move || passed.passed());
    ApplicationToken::new(settings, &ORIGIN.parse().unwrap(), Arc::new(clock.clone()), uptime).unwrap()
}

fn clock() -> HandClock {
    HandClock::at(Timestamp(1_795_521_600_000))
}

impl Shop {
    async fn start() -> Self {
        let key = TokenKey::new(7);
        Self::publishing(key, &[TokenKey::new(7).jwk()]).await
    }

    async fn publishing(key: TokenKey, keys: &[Value]) -> Self {
        let (publisher, address) = Publisher::start(keys).await;
        let clock = clock();
        Self { publisher, token: verifier(&settings(TokenKeys::Published(address)), &clock), clock, key }
    }

    /// In seconds since 1970.
    fn now(&self) -> i64 {
        self.clock.now().0 / 1000
    }

    fn header(&self) -> Value {
        json!({ "alg": "ES256", "kid": self.key.kid, "typ": "JWT" })
    }

    fn claims(&self) -> Value {
        claims(self.now())
    }

    /// A token with other claims than usual. `null` takes one away.
    fn sign_with(&self, changes: &Value) -> String {
        self.key.sign(&self.header(), &changed(&self.claims(), changes))
    }

    fn sign(&self) -> String {
        self.sign_with(&json!({}))
    }

    async fn judge(&self, token: &str) -> TokenVerdict {
        judge(&self.token, token).await
    }
}

fn claims(now: i64) -> Value {
    json!({ "iss": ISSUER, "aud": ORIGIN, "sub": "7", "sid": "m1", "iat": now, "exp": now + 300, "name": "Mira" })
}

fn changed(object: &Value, changes: &Value) -> Value {
    let mut object = object.clone();
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => drop(object.as_object_mut().unwrap().remove(name)),
            value => object[name] = value.clone(),
        }
    }
    object
}

/// Judges a request with this token in its cookie.
async fn judge(token: &ApplicationToken, text: &str) -> TokenVerdict {
    let cookie = HeaderValue::from_bytes(format!("theme=dark; shop={text}").as_bytes()).unwrap();
    token.judge(&HeaderMap::from_iter([(COOKIE, cookie)])).await
}

#[track_caller]
fn somebody(verdict: TokenVerdict) -> Visitor {
    match verdict {
        TokenVerdict::Somebody(visitor) => visitor,
        TokenVerdict::Nobody => panic!("nobody"),
        TokenVerdict::Refused(reason) => panic!("refused: {reason}"),
        TokenVerdict::Unavailable(reason) => panic!("unavailable: {reason}"),
    }
}

#[track_caller]
fn refused(verdict: TokenVerdict, flaw: &str) -> InvalidToken {
    match verdict {
        TokenVerdict::Refused(reason) => reason,
        TokenVerdict::Nobody => panic!("{flaw}: there is no token"),
        TokenVerdict::Somebody(_) => panic!("{flaw}: accepted"),
        TokenVerdict::Unavailable(reason) => panic!("{flaw}: unavailable: {reason}"),
    }
}

#[track_caller]
fn unavailable(verdict: TokenVerdict) -> String {
    match verdict {
        TokenVerdict::Unavailable(reason) => reason.to_string(),
        TokenVerdict::Nobody => panic!("nobody"),
        TokenVerdict::Somebody(_) => panic!("somebody"),
        TokenVerdict::Refused(reason) => panic!("refused: {reason}"),
    }
}

fn shared(secret: &str) -> TokenKeys {
    TokenKeys::Shared(TokenSecret::parse(secret).unwrap())
}
