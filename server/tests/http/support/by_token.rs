//! An application that signs tokens, and Latchkey beside it.

use super::{Client, User, beside::state, client, clock};
use axum::{Json, Router, routing::get};
use http::StatusCode;
use mfa::{Clock, Latchkey};
use serde_json::{Value, json};
use server::{
    application_token::ApplicationToken,
    settings::{TokenKeys, TokenPlace, TokenSettings},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use testbed::{Database, HandClock, token::TokenKey};
use tokio::net::TcpListener;

const ORIGIN: &str = "http://localhost";
const ISSUER: &str = "https://accounts.example.org";

/// Latchkey beside the application, whose cookie `shop` has the token.
pub(crate) struct ByToken {
    router: Router,
    pub(crate) latchkey: Latchkey,
    key: TokenKey,
    publishes: Arc<AtomicBool>,
    clock: HandClock,
    _folder: TempDir,
}

impl ByToken {
    pub(crate) async fn start() -> Self {
        Self::at(TokenPlace::Cookie("shop".to_owned()), Database::Sqlite).await
    }

    pub(crate) async fn at(place: TokenPlace, database: Database) -> Self {
        let (key, publishes) = (TokenKey::new(7), Arc::new(AtomicBool::new(true)));
        let (keys, published) = (json!({ "keys": [key.jwk()] }), Arc::clone(&publishes));
        let answer = async move || if published.load(Ordering::SeqCst) { Ok(Json(keys)) } else { Err(StatusCode::BAD_GATEWAY) };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/keys", listener.local_addr().unwrap()).parse().unwrap();
        let application = Router::new().route("/keys", get(answer));
        tokio::spawn(async move { axum::serve(listener, application).await });

        let folder = TempDir::new().unwrap();
        let database = database.make(folder.path()).await.unwrap();
        let clock = clock::new();
        let domain = Latchkey::builder(&database).origin(ORIGIN.parse().unwrap()).key_file(folder.path().join("secret.key"));
        let latchkey = domain.env(testbed::env(&clock)).build().await.unwrap();
        let settings = TokenSettings { place, issuer: ISSUER.to_owned(), audience: None, keys: TokenKeys::Published(address) };
        let token = ApplicationToken::new(&settings, latchkey.public_origin(), Arc::new(clock.clone()), clock::uptime(&clock)).unwrap();
        let router = server::router(state(&latchkey, &clock, token));
        Self { router, latchkey, key, publishes, clock, _folder: folder }
    }

    /// A token of the application for five minutes.
    pub(crate) fn sign(&self, user: &str, session: &str) -> String {
        self.sign_with(user, session, |_| {})
    }

    pub(crate) fn sign_with(&self, user: &str, session: &str, change: impl FnOnce(&mut Value)) -> String {
        let now = self.clock.now().0 / 1000;
        let mut claims = json!({ "iss": ISSUER, "aud": ORIGIN, "sub": user, "sid": session, "iat": now, "exp": now + 300 });
        claims["name"] = json!(format!("{user} of the shop"));
        change(&mut claims);
        self.key.sign(&json!({ "alg": "ES256", "kid": self.key.kid }), &claims)
    }

    /// Whether the keys can be read from now on.
    pub(crate) fn publishes(&self, publishes: bool) {
        self.publishes.store(publishes, Ordering::SeqCst);
    }

    pub(crate) fn anonymous(&self) -> Client {
        Client::new(self.router.clone(), ORIGIN)
    }

    /// The application gives the browser a new token.
    pub(crate) fn renew(&self, browser: &mut Client, user: &str, session: &str) {
        browser.cookies.insert("shop".to_owned(), self.sign(user, session));
    }

    pub(crate) fn signed_in(&self, user: &str, session: &str) -> Client {
        let mut client = self.anonymous();
        self.renew(&mut client, user, session);
        client
    }

    /// The same with an authenticator app, all done.
    pub(crate) async fn enrolled(&self, user: &str, session: &str) -> User {
        let user = client::enroll(self.signed_in(user, session), user, &self.clock).await;
        self.advance(Duration::from_secs(60));
        user
    }

    pub(crate) fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }
}
