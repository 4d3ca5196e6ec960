//! The sessions that the application has ended: their tokens are still valid by themselves, for up to ten minutes.
//!
//! Kept by one process. In the database, the session is ended for all of them: in another process, such a token opens a half session at most.

use crate::clock::MonotonicClock;
use mfa::Timestamp;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Longer than a token is valid.
const REMEMBERED: Duration = Duration::from_secs(11 * 60);
/// The maximum number of remembered sessions. With more, further ones aren't remembered.
const MOST: usize = 100_000;

/// The memory of one process.
pub(super) struct Ended {
    sessions: Mutex<HashMap<String, At>>,
    uptime: MonotonicClock,
}

#[derive(Clone, Copy)]
struct At {
    uptime: Duration,
    time: Timestamp,
}

impl Ended {
    pub(super) fn new(uptime: MonotonicClock) -> Self {
        Self { sessions: Mutex::default(), uptime }
    }

    /// Remembers that this session was ended now.
    pub(super) fn end(&self, session: &str, time: Timestamp) {
        let uptime = (self.uptime)();
        let mut sessions = self.lock();
        if sessions.len() >= MOST {
            sessions.retain(|_, at| is_remembered(*at, uptime));
        }
        if sessions.len() < MOST || sessions.contains_key(session) {
            sessions.insert(session.to_owned(), At { uptime, time });
        }
    }

    /// Whether a token about this session, issued at this time in seconds since 1970, is of before its end. The application may go on with a session
    /// of the same name after another sign-in.
    pub(super) fn is_ended(&self, session: &str, issued_at: Option<f64>) -> bool {
        let uptime = (self.uptime)();
        let Some(at) = self.lock().get(session).copied().filter(|at| is_remembered(*at, uptime)) else { return false };
        #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are exact until far beyond every date")]
        let ended_at = at.time.0 as f64 / 1000.0;
        issued_at.is_none_or(|issued_at| issued_at <= ended_at)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, At>> {
        // Nothing panics while it holds the lock.
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_remembered(at: At, now: Duration) -> bool {
    now.saturating_sub(at.uptime) < REMEMBERED
}
