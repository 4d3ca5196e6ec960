//! An application's server that verifies tokens with the published keys, as `docs/tokens.md` tells it to.

use crate::{session_token::verified, support::Client};
use mfa::Clock;
use serde_json::Value;
use std::collections::BTreeSet;
use testbed::{HandClock, token};

const KEYS: &str = "/.well-known/jwks.json";
/// `max-age` of the keys, in milliseconds.
const KEPT: i64 = 300_000;
/// The time between two readings for unknown keys, in milliseconds.
const PAUSE: i64 = 30_000;

pub(super) struct Verifier {
    client: Client,
    keys: Value,
    read_at: Option<i64>,
    /// The ids of the keys that have signed.
    pub(super) seen: BTreeSet<String>,
    /// How often the key of a token wasn't among those that were kept.
    pub(super) unknown: usize,
}

impl Verifier {
    pub(super) fn new(client: Client) -> Self {
        Self { client, keys: Value::Null, read_at: None, seen: BTreeSet::new(), unknown: 0 }
    }

    /// Whether the token hasn't expired.
    ///
    /// # Panics
    ///
    /// If it isn't valid.
    pub(super) async fn verify(&mut self, clock: &HandClock, text: &str) -> bool {
        let now = clock.now().0;
        if token::claims(text)["exp"].as_i64().unwrap() * 1000 <= now {
            return false;
        }
        let kid = token::header(text)["kid"].as_str().unwrap().to_owned();
        if self.read_at.is_none_or(|at| now - at >= KEPT) {
            self.read(now).await;
        }
        if !self.knows(&kid) {
            self.unknown += 1;
            assert!(self.read_at.is_some_and(|at| now - at >= PAUSE), "the key {kid} is unknown, and it is too early to read them again");
            self.read(now).await;
        }
        verified(&self.keys, text);
        self.seen.insert(kid);
        true
    }

    fn knows(&self, kid: &str) -> bool {
        self.keys["keys"].as_array().is_some_and(|keys| keys.iter().any(|key| key["kid"] == kid))
    }

    async fn read(&mut self, now: i64) {
        let answer = self.client.get(KEYS).await;
        assert_eq!(answer.assert_status(200).header("cache-control"), "public, max-age=300, stale-if-error=86400");
        (self.keys, self.read_at) = (answer.json(), Some(now));
    }
}
