//! The sessions that the application has ended: their tokens are still valid by themselves, for up to ten minutes.
//!
//! Remembered by one process, and until it ends.

use crate::clock::MonotonicClock;
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Longer than a token is valid.
const REMEMBERED: Duration = Duration::from_mins(11);
/// The maximum number of remembered sessions.
const MOST: usize = 100_000;

/// The memory of one process: the SHA-256 of each session, and when it was ended.
pub(super) struct Ended {
    sessions: Mutex<HashMap<[u8; 32], Duration>>,
    uptime: MonotonicClock,
}

impl Ended {
    pub(super) fn new(uptime: MonotonicClock) -> Self {
        Self { sessions: Mutex::default(), uptime }
    }

    /// Remembers that this session was ended now.
    pub(super) fn end(&self, session: &str) {
        let now = (self.uptime)();
        let mut sessions = self.lock();
        if sessions.len() >= MOST {
            sessions.retain(|_, at| is_remembered(*at, now));
        }
        if sessions.len() >= MOST {
            tracing::warn!("too many sessions were ended within minutes: tokens of this one are valid until they expire");
            return;
        }
        sessions.insert(digest(session), now);
    }

    /// Whether this session was ended. It doesn't matter when a token was issued: another request may have renewed it at the same moment, and the
    /// application's clock is another one. After another sign-in, the application has another session.
    pub(super) fn is_ended(&self, session: &str) -> bool {
        let now = (self.uptime)();
        let sessions = self.lock();
        !sessions.is_empty() && sessions.get(&digest(session)).is_some_and(|at| is_remembered(*at, now))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<[u8; 32], Duration>> {
        // Nothing panics while it holds the lock.
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn digest(session: &str) -> [u8; 32] {
    Sha256::digest(session).into()
}

fn is_remembered(at: Duration, now: Duration) -> bool {
    now.saturating_sub(at) < REMEMBERED
}
