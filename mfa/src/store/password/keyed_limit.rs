//! A separate limit for each key: a number of holders at once, a bounded number of waiters, and the rest refused.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Limits by key. A key takes memory only while one of its permits is held or awaited.
pub(super) struct KeyedLimit<K> {
    at_once: usize,
    waiting: usize,
    gates: Gates<K>,
}

type Gates<K> = Arc<Mutex<HashMap<K, Gate>>>;

struct Gate {
    permits: Arc<Semaphore>,
    /// The holders of permits and the waiters.
    members: usize,
}

/// One of a key's permits, until dropped.
pub(super) struct KeyedPermit<K: Eq + Hash> {
    _permit: OwnedSemaphorePermit,
    _member: Member<K>,
}

/// Leaves its gate when dropped, also if the wait is abandoned.
struct Member<K: Eq + Hash> {
    key: K,
    gates: Gates<K>,
}

impl<K: Clone + Eq + Hash> KeyedLimit<K> {
    /// Each key has `at_once` permits and `waiting` places to wait for them.
    pub(super) fn new(at_once: usize, waiting: usize) -> Self {
        Self { at_once, waiting, gates: Gates::default() }
    }

    /// Waits for a permit of `key`. Returns `None` if too many are waiting already.
    pub(super) async fn acquire(&self, key: K) -> Option<KeyedPermit<K>> {
        let (member, permits) = self.join(key)?;
        let permit = permits.acquire_owned().await.ok()?;
        Some(KeyedPermit { _permit: permit, _member: member })
    }

    fn join(&self, key: K) -> Option<(Member<K>, Arc<Semaphore>)> {
        let mut gates = lock(&self.gates);
        let gate = gates.entry(key.clone()).or_insert_with(|| Gate { permits: Arc::new(Semaphore::new(self.at_once)), members: 0 });
        if gate.members >= self.at_once.saturating_add(self.waiting) {
            return None;
        }
        gate.members = gate.members.saturating_add(1);
        Some((Member { key, gates: Arc::clone(&self.gates) }, Arc::clone(&gate.permits)))
    }
}

impl<K: Eq + Hash> Drop for Member<K> {
    fn drop(&mut self) {
        let mut gates = lock(&self.gates);
        if let Some(gate) = gates.get_mut(&self.key) {
            gate.members = gate.members.saturating_sub(1);
            if gate.members == 0 {
                gates.remove(&self.key);
            }
        }
    }
}

/// A panic elsewhere leaves the counts as they were.
fn lock<K>(gates: &Gates<K>) -> MutexGuard<'_, HashMap<K, Gate>> {
    gates.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    #[tokio::test]
    async fn each_key_has_its_own_permits_and_queue() {
        let limit = KeyedLimit::new(1, 1);
        let held = limit.acquire("a").await;
        assert!(held.is_some());
        let mut waiting = Box::pin(limit.acquire("a"));
        assert!(waiting.as_mut().now_or_never().is_none(), "one waits");
        assert!(limit.acquire("a").await.is_none(), "the next is turned away");
        assert!(limit.acquire("b").await.is_some());
        drop(held);
        assert!(waiting.await.is_some());
    }

    #[tokio::test]
    async fn what_is_over_or_given_up_leaves_nothing_behind() {
        let limit = KeyedLimit::new(1, 1);
        let held = limit.acquire("a").await;
        let mut waiting = Box::pin(limit.acquire("a"));
        assert!(waiting.as_mut().now_or_never().is_none());
        drop(waiting);
        assert_eq!(lock(&limit.gates).values().map(|gate| gate.members).sum::<usize>(), 1);
        drop(held);
        assert!(lock(&limit.gates).is_empty());
    }
}
