//! The answers of the last second, and the requests in progress.
//!
//! One page needs several requests, so the same question comes several times at once:
//!
//! * **A user is remembered for a second**, counted from the request to the application.
//! * **Nobody is never remembered**, so that a visitor who has just signed in is known immediately. For the same reason, a request that was sent
//!   before this one arrived doesn't answer "nobody" for it.
//! * **One question is asked once at a time**: later visitors with the same headers wait for the same answer. If the first one goes away, another one
//!   of them goes on.

use super::forwarded::Key;
use crate::{clock::MonotonicClock, sign_in::VisitorResult};
use futures::{
    FutureExt,
    future::{BoxFuture, Shared, WeakShared},
};
use mfa::Visitor;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// How long a user is remembered.
const REMEMBERED: Duration = Duration::from_secs(1);

/// The maximum number of remembered users. With more, further ones aren't remembered.
const MOST: usize = 10_000;

type Asked = BoxFuture<'static, VisitorResult>;

/// The memory of one process.
pub(super) struct Cache {
    state: Mutex<State>,
    uptime: MonotonicClock,
}

#[derive(Default)]
struct State {
    known: HashMap<Key, Known>,
    asking: HashMap<Key, InProgress>,
    /// The number of requests that were begun, which identifies each.
    begun: u64,
    /// The number of sessions that were forgotten. An answer to a request from before isn't remembered.
    forgotten: u64,
    swept_at: Duration,
}

struct Known {
    visitor: Visitor,
    asked_at: Duration,
}

struct InProgress {
    number: u64,
    asked_at: Duration,
    answer: WeakShared<Asked>,
}

/// The way to a visitor's answer.
enum Step {
    Known(Visitor),
    Wait { answer: Shared<Asked>, asked_at: Duration },
}

/// Ends a request: on completion, and if all visitors who waited for it have gone away.
struct Ending {
    cache: Arc<Cache>,
    key: Key,
    number: u64,
}

impl Drop for Ending {
    fn drop(&mut self) {
        let mut state = self.cache.lock();
        if state.asking.get(&self.key).is_some_and(|found| found.number == self.number) {
            state.asking.remove(&self.key);
        }
    }
}

impl Cache {
    pub(super) fn new(uptime: MonotonicClock) -> Self {
        Self { state: Mutex::default(), uptime }
    }

    /// The answer about visitors with this key, from `ask` unless it is known or on its way.
    pub(super) async fn answer(self: &Arc<Self>, key: Key, ask: impl Fn() -> Asked) -> VisitorResult {
        let arrived = (self.uptime)();
        loop {
            let (answer, asked_at) = match self.step(key, &ask) {
                Step::Known(visitor) => return Ok(Some(visitor)),
                Step::Wait { answer, asked_at } => (answer.await, asked_at),
            };
            // The second round begins its own request, or waits for one that was begun after this visitor had arrived.
            if asked_at >= arrived || !matches!(answer, Ok(None)) {
                return answer;
            }
        }
    }

    /// Forgets the users in this session of the application. Nobody who comes from now on waits for an answer that may be from before.
    pub(super) fn forget(&self, session: &str) {
        let mut state = self.lock();
        state.forgotten += 1;
        state.asking.clear();
        state.known.retain(|_, known| known.visitor.session != session);
    }

    fn step(self: &Arc<Self>, key: Key, ask: &impl Fn() -> Asked) -> Step {
        let now = (self.uptime)();
        let mut state = self.lock();
        if let Some(known) = state.known.get(&key).filter(|known| is_fresh(known, now)) {
            return Step::Known(known.visitor.clone());
        }
        let running = state.asking.get(&key).and_then(|found| Some((found.answer.upgrade()?, found.asked_at)));
        if let Some((answer, asked_at)) = running {
            return Step::Wait { answer, asked_at };
        }
        state.begun += 1;
        let (number, forgotten) = (state.begun, state.forgotten);
        let ending = Ending { cache: Arc::clone(self), key, number };
        let asked = ask();
        let answer = async move {
            let answer = asked.await;
            ending.cache.remember(key, &answer, now, forgotten);
            drop(ending);
            answer
        };
        let answer = answer.boxed().shared();
        // A request that hasn't been polled is never complete.
        if let Some(weak) = answer.downgrade() {
            state.asking.insert(key, InProgress { number, asked_at: now, answer: weak });
        }
        Step::Wait { answer, asked_at: now }
    }

    fn remember(&self, key: Key, answer: &VisitorResult, asked_at: Duration, forgotten: u64) {
        let now = (self.uptime)();
        let mut state = self.lock();
        let Ok(Some(visitor)) = answer else {
            state.known.remove(&key);
            return;
        };
        if state.forgotten != forgotten {
            return;
        }
        if now.saturating_sub(state.swept_at) > REMEMBERED || state.known.len() >= MOST {
            state.known.retain(|_, known| is_fresh(known, now));
            state.swept_at = now;
        }
        if state.known.len() < MOST {
            state.known.insert(key, Known { visitor: visitor.clone(), asked_at });
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Each change is complete by itself.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_fresh(known: &Known, now: Duration) -> bool {
    now.saturating_sub(known.asked_at) < REMEMBERED
}

#[cfg(test)]
mod tests;
