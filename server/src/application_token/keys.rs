//! When the published keys are read, and for how long they are kept.
//!
//! * For the time that the answer allows (`max-age`), but for 5 to 60 minutes.
//! * For a token with an unknown key they are read again, but 30 seconds after the last time at the earliest: anybody can make such a token.
//! * If they can't be read, those from before are used for up to 24 hours, and another attempt is made every 30 seconds. A list without keys is an answer:
//!   those from before don't count any more.
//! * One request is in progress at a time. It is completed even if the visitor for whom it was begun goes away.

use super::key_set::KeySet;
use crate::{
    clock::MonotonicClock,
    outbound::{Client, Limits, TlsError, trusted_route},
    sign_in::Unavailable,
};
use axum::body::Body;
use http::{
    HeaderMap, HeaderValue, Request, StatusCode,
    header::{ACCEPT, AGE, CACHE_CONTROL, USER_AGENT},
};
use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::OwnedMutexGuard;
use url::Url;

/// The shortest and the longest time for which keys are kept; the former also if the answer names none.
const KEPT_AT_LEAST: Duration = Duration::from_mins(5);
const KEPT_AT_MOST: Duration = Duration::from_hours(1);
/// How long keys are used while they can't be read.
const KEPT_WITHOUT_ANSWER: Duration = Duration::from_hours(24);
/// The time between two requests, if there are keys.
const PAUSE: Duration = Duration::from_secs(30);
/// The time between two requests, if there are none: every visitor waits for them.
const SHORT_PAUSE: Duration = Duration::from_secs(5);
/// How long the application may take for an answer.
const ANSWERED_WITHIN: Duration = Duration::from_secs(2);
/// The largest answer, in bytes.
const LONGEST_ANSWER: usize = 64 * 1024;

/// The keys at one address.
pub(super) struct Keys {
    address: Url,
    client: Client,
    uptime: MonotonicClock,
    state: Mutex<State>,
    /// Held while they are being read.
    reading: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Default)]
struct State {
    known: Option<Known>,
    /// When the last attempt began.
    tried_at: Option<Duration>,
    /// Why the last attempt failed.
    failed: Option<Unavailable>,
}

struct Known {
    set: Arc<KeySet>,
    read_at: Duration,
    kept: Duration,
}

impl Keys {
    pub(super) fn new(address: Url, uptime: MonotonicClock) -> Result<Self, TlsError> {
        let allows = trusted_route(&address);
        let limits = Limits { allows, deadline: ANSWERED_WITHIN, longest_body: Some(LONGEST_ANSWER), at_once: 1 };
        let client = Client::for_address(&address, limits)?;
        Ok(Self { address, client, uptime, state: Mutex::default(), reading: Arc::default() })
    }

    /// The keys that count now. Reads them if it is time.
    pub(super) async fn current(self: &Arc<Self>) -> Result<Arc<KeySet>, Unavailable> {
        if let Some(set) = self.fresh() {
            return Ok(set);
        }
        let reading = match (self.usable(), Arc::clone(&self.reading).try_lock_owned()) {
            // Somebody reads them, and those from before will do.
            (Some(set), Err(_)) => return Ok(set),
            (_, Ok(reading)) => reading,
            (None, Err(_)) => Arc::clone(&self.reading).lock_owned().await,
        };
        if let Some(set) = self.fresh() {
            return Ok(set);
        }
        let pause = if self.usable().is_some() { PAUSE } else { SHORT_PAUSE };
        self.read_unless_tried_within(pause, reading).await;
        self.usable().ok_or_else(|| self.failure())
    }

    /// The keys after another attempt to read them, if `seen` doesn't have the one that is looked for and the last attempt was long enough ago.
    ///
    /// # Errors
    ///
    /// The last attempt failed: the key may be one of those that couldn't be read.
    pub(super) async fn read_again(self: &Arc<Self>, seen: &Arc<KeySet>) -> Result<Arc<KeySet>, Unavailable> {
        let reading = Arc::clone(&self.reading).lock_owned().await;
        if let Some(set) = self.fresh().filter(|set| !Arc::ptr_eq(set, seen)) {
            return Ok(set);
        }
        self.read_unless_tried_within(PAUSE, reading).await;
        let state = self.lock();
        match (&state.failed, &state.known) {
            (Some(reason), _) => Err(reason.clone()),
            (None, Some(known)) => Ok(Arc::clone(&known.set)),
            (None, None) => Ok(Arc::clone(seen)),
        }
    }

    async fn read_unless_tried_within(self: &Arc<Self>, pause: Duration, reading: OwnedMutexGuard<()>) {
        let now = (self.uptime)();
        let is_due = {
            let mut state = self.lock();
            let is_due = state.tried_at.is_none_or(|at| now.saturating_sub(at) >= pause);
            if is_due {
                state.tried_at = Some(now);
            }
            is_due
        };
        if is_due {
            let keys = Arc::clone(self);
            let task = tokio::spawn(async move {
                keys.read(now).await;
                drop(reading);
            });
            // It ends by itself, and in time.
            let _ = task.await;
        }
    }

    async fn read(&self, now: Duration) {
        let read = self.request().await;
        let mut state = self.lock();
        match read {
            Ok((Some(set), kept)) => {
                state.known = Some(Known { set: Arc::new(set), read_at: now, kept });
                state.failed = None;
            }
            Ok((None, _)) => {
                let reason = "application.token_keys has no key for ES256 (P-256), RS256 (2048 bits or more) or EdDSA (Ed25519)";
                tracing::warn!("{reason}: tokens aren't valid until it has");
                state.known = None;
                state.failed = Some(Unavailable::because(reason));
            }
            Err(reason) => {
                let reason = Unavailable::because(format!("application.token_keys {reason}"));
                if state.known.is_some() {
                    tracing::warn!(%reason, "the application's keys can't be read: those from before are used, for 24 hours at most");
                }
                state.failed = Some(reason);
            }
        }
    }

    async fn request(&self) -> Result<(Option<KeySet>, Duration), String> {
        let mut request = Request::new(Body::empty());
        request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/jwk-set+json, application/json"));
        // A cache in between may have the keys from before.
        request.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        request.headers_mut().insert(USER_AGENT, HeaderValue::from_static("latchkey"));
        let answer = self.client.send(&self.address, request).await.map_err(|failure| format!("can't be read: {failure}"))?;
        if answer.status != StatusCode::OK {
            return Err(format!("answered {} in place of 200", answer.status.as_u16()));
        }
        Ok((KeySet::read(&answer.body)?, kept(&answer.headers)))
    }

    /// The keys, if they needn't be read again.
    fn fresh(&self) -> Option<Arc<KeySet>> {
        self.known_for(|known| known.kept)
    }

    /// The keys, if they may be used while they can't be read.
    fn usable(&self) -> Option<Arc<KeySet>> {
        self.known_for(|_| KEPT_WITHOUT_ANSWER)
    }

    fn known_for(&self, longest: impl Fn(&Known) -> Duration) -> Option<Arc<KeySet>> {
        let now = (self.uptime)();
        let state = self.lock();
        let known = state.known.as_ref().filter(|known| now.saturating_sub(known.read_at) < longest(known))?;
        Some(Arc::clone(&known.set))
    }

    fn failure(&self) -> Unavailable {
        self.lock().failed.clone().unwrap_or_else(|| Unavailable::because("application.token_keys can't be read"))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it holds the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How long the keys of an answer with these headers are kept.
fn kept(headers: &HeaderMap) -> Duration {
    let texts = |name| headers.get_all(name).iter().filter_map(|value: &HeaderValue| value.to_str().ok());
    let directives = texts(CACHE_CONTROL).flat_map(|line| line.split(','));
    let mut values = directives.filter_map(|directive| directive.trim().split_once('='));
    let max_age = values.find(|(name, _)| name.eq_ignore_ascii_case("max-age"));
    let seconds = |text: &str| text.trim().trim_matches('"').parse::<u64>().unwrap_or_default();
    let (max_age, age) = (max_age.map_or(0, |(_, value)| seconds(value)), texts(AGE).next().map_or(0, seconds));
    Duration::from_secs(max_age.saturating_sub(age)).clamp(KEPT_AT_LEAST, KEPT_AT_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_kept_for_their_max_age_within_bounds() {
        for (control, age, minutes) in [
            ("public, max-age=900, stale-if-error=86400", None, 15),
            ("Max-Age=\"900\"", None, 15),
            ("max-age=900", Some("300"), 10),
            ("max-age=900", Some("1000"), 5),
            ("max-age=0", None, 5),
            ("no-store", None, 5),
            ("max-age=a", None, 5),
            ("max-age=99999999999999999999999", None, 5),
            ("s-maxage=900", None, 5),
            ("max-age=604800", None, 60),
        ] {
            let mut headers = HeaderMap::from_iter([(CACHE_CONTROL, HeaderValue::from_static(control))]);
            headers.extend(age.map(|age| (AGE, HeaderValue::from_static(age))));
            assert_eq!(kept(&headers).as_secs() / 60, minutes, "{control} {age:?}");
        }
        assert_eq!(kept(&HeaderMap::new()), KEPT_AT_LEAST);
    }
}
