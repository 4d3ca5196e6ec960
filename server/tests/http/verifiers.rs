//! Session tokens, verified by libraries that aren't ours, with the keys that the server publishes.
//!
//! `cargo xtask test tokens` makes the environment in which the libraries are; without it, nothing is tested here.

#![expect(clippy::print_stderr, reason = "says that nothing is tested")]

mod library;

use crate::support::{Client, TestApp};
use library::LIBRARIES;
use mfa::{Clock, SystemClock};
use serde_json::{Value, json};
use std::{net::SocketAddr, time::Duration};
use testbed::{
    Database,
    token::{self, TokenKey},
};
use tokio::net::TcpListener;

const SHOP: &str = "https://shop.example.org";
const MAIL: &str = "https://mail.example.org";

/// Latchkey on a port, at the real time: the libraries read the computer's clock.
struct Site {
    app: TestApp,
    database: Database,
}

impl Site {
    async fn start(database: Database) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let app = TestApp::build().on(database).origin(&origin).audience(SHOP).audience(MAIL).start().await;
        let service = app.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        let site = Self { app, database };
        site.set_clock(Duration::from_secs(600));
        site
    }

    /// Sets the clock to `before` the computer's.
    fn set_clock(&self, before: Duration) {
        let clock = self.app.clock();
        let difference = SystemClock.now().0 - clock.now().0 - i64::try_from(before.as_millis()).unwrap();
        let span = Duration::from_millis(difference.unsigned_abs());
        if difference > 0 { clock.put_ahead(span) } else { clock.put_back(span) }
    }

    /// Publishes this key, as one that has signed before.
    async fn publish(&self, key: &TokenKey) {
        let point: String = key.point().iter().map(|byte| format!("{byte:02x}")).collect();
        let point = if self.database == Database::Sqlite { format!("X'{point}'") } else { format!("'\\x{point}'") };
        let (kid, since) = (&key.kid, self.app.clock().now().0);
        let columns = "kid, kind, state, public_key, private_key, since";
        self.app
            .execute(&format!("INSERT INTO signing_key ({columns}) VALUES ('{kid}', 'ES256', 'retired', {point}, NULL, {since})"))
            .await;
    }
}

async fn issue(browser: &mut Client, audience: &str) -> String {
    let answer = browser.call("session/token", &json!({ "audience": audience })).await;
    answer.assert_status(200).json()["token"].as_str().unwrap().to_owned()
}

/// Tokens of other types, signed with the right key.
fn of_other_types(key: &TokenKey, header: &Value, claims: &Value) -> Vec<(&'static str, String)> {
    let typed = |of: Option<Value>| {
        let mut header = header.clone();
        match of {
            Some(of) => header["typ"] = of,
            None => drop(header.as_object_mut().unwrap().remove("typ")),
        }
        key.sign(&header, claims)
    };
    vec![("type JWT", typed(Some(json!("JWT")))), ("type at+jwt", typed(Some(json!("at+jwt")))), ("no type", typed(None))]
}

#[tokio::test(flavor = "multi_thread")]
async fn libraries_accept_our_tokens_and_no_forged_one() {
    let Some(programs) = library::programs() else {
        eprintln!("not tested: {} isn't set", library::VARIABLE);
        return;
    };
    for database in Database::available() {
        let site = Site::start(database).await;
        let mut user = site.app.user("a@example.org").await;
        site.set_clock(Duration::ZERO);
        let good = issue(&mut user, SHOP).await;
        // Published, and its private half is known: so each of its tokens below is refused for its one flaw.
        let key = TokenKey::new(7);
        site.publish(&key).await;
        let (mut header, claims) = (token::header(&good), token::claims(&good));
        header["kid"] = json!(key.kid);
        let valid = [("a token", good), ("the same, signed with another published key", key.sign(&header, &claims))];
        let refused = [
            token::forged(&key, &header, &claims),
            token::flawed_claims(&key, &header, &claims, SystemClock.now().0 / 1000),
            of_other_types(&key, &header, &claims),
            vec![("issued for another application", issue(&mut user, MAIL).await)],
        ]
        .concat();
        let all: Vec<_> = valid.iter().chain(&refused).map(|(_, token)| token.clone()).collect();
        for library in LIBRARIES {
            let told = library.verify(&programs, &site.app.origin, SHOP, all.clone()).await;
            assert_eq!(told.len(), all.len(), "{}: {told:?}", library.name);
            let (accepted, others) = told.split_at(valid.len());
            let subject = claims["sub"].as_str().unwrap();
            assert!(accepted.iter().all(|line| *line == format!("accepted {subject}")), "{}: {accepted:?}", library.name);
            for ((flaw, _), line) in refused.iter().zip(others) {
                assert!(line.starts_with("refused "), "{} on {database:?}: {flaw}: {line}", library.name);
            }
        }
    }
}

/// A library whose program fails has verified nothing.
#[tokio::test(flavor = "multi_thread")]
async fn without_the_keys_nothing_is_accepted() {
    let Some(programs) = library::programs() else { return };
    let nowhere = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for library in LIBRARIES {
        assert!(library.verify(&programs, &format!("http://{nowhere}"), SHOP, vec!["..".to_owned()]).await.is_empty());
    }
}
