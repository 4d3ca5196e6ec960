//! The environment of the domain: time, randomness, and the cost of hashes.

mod system_clock;

pub use system_clock::SystemClock;

use crate::{Clock, Timestamp, hash_cost::Costs};
use rand::TryRng;
use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};
use std::time::Duration;

/// How far ids may be ahead of the clock. They count on while it is set back by less.
const IDS_AHEAD: Duration = Duration::from_secs(1);

/// A source of random bytes.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with unpredictable bytes.
    ///
    /// # Errors
    ///
    /// [`NoEntropy`] if there are none: the operation that needed them fails, without a substitute.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy>;
}

/// The source of randomness failed.
#[derive(Debug, thiserror::Error)]
#[error("the operating system returned no random bytes")]
pub struct NoEntropy;

/// The operating system's generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        rand::rngs::SysRng.try_fill_bytes(bytes).map_err(|_| NoEntropy)
    }
}

impl From<NoEntropy> for crate::Error {
    fn from(error: NoEntropy) -> Self {
        tracing::error!(error = %error, "couldn't generate random bytes");
        Self::Unavailable
    }
}

/// A clock, a source of randomness, and the amount of work that a hash takes.
#[derive(Clone)]
pub struct Env {
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    costs: Costs,
    /// The time of the last id in milliseconds, and twelve bits that count within the millisecond.
    last_tick: Arc<AtomicU64>,
    /// The latest moment that the clock has shown, reset when the clock is set back.
    latest: Arc<AtomicI64>,
}

impl Env {
    /// An environment with the given clock and source of randomness, and hashes at their standard cost.
    pub fn new(clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self { clock, entropy, costs: Costs::STANDARD, last_tick: Arc::default(), latest: Arc::new(i64::MIN.into()) }
    }

    /// The same environment with very cheap hashes, for tests that aren't about their strength.
    ///
    /// Only debug builds have this method, so that a release build can't hash cheaply.
    #[cfg(debug_assertions)]
    #[must_use]
    pub fn with_minimal_hashes(self) -> Self {
        Self { costs: Costs::MINIMAL, ..self }
    }

    pub(crate) fn costs(&self) -> Costs {
        self.costs
    }

    pub(crate) fn now(&self) -> Timestamp {
        let now = self.clock.now();
        let latest = Timestamp(self.latest.fetch_max(now.0, Ordering::Relaxed));
        // Only one of the threads that notice it logs it.
        if now.latest_noted() < latest && self.latest.compare_exchange(latest.0, now.0, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            tracing::error!(
                seconds = now.until(latest).as_secs(),
                advice = "check the computer's clock; sessions that were last used in the future have ended, and no wait has become longer",
                "the clock was set back"
            );
        }
        now
    }

    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], NoEntropy> {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// A fresh id for a row: a version 7 UUID that sorts after every one before it (RFC 9562 §6.2), so that events within one millisecond keep their
    /// order. If the clock is set back, so are the ids: rows are looked up by the time in their id.
    pub(crate) fn id(&self) -> Result<String, NoEntropy> {
        let tick = |at: Timestamp| u64::try_from(at.0).unwrap_or(0) << 12;
        let now = self.now();
        let (now, latest) = (tick(now), tick(now + IDS_AHEAD));
        let next = |last: u64| if last < latest { now.max(last.wrapping_add(1)) } else { now };
        let before = self.last_tick.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(next(last)));
        let tick = next(before.unwrap_or_else(|last| last));
        let [.., high, low] = tick.to_be_bytes();
        let [_, _, rest @ ..] = self.random::<10>()?;
        let [a, b, c, d, e, f, g, h] = rest;
        let bytes = [high & 0x0f, low, a, b, c, d, e, f, g, h];
        Ok(uuid::Builder::from_unix_timestamp_millis(tick >> 12, &bytes).into_uuid().simple().to_string())
    }
}

/// A clock with the operating system's randomness.
impl From<Arc<dyn Clock>> for Env {
    fn from(clock: Arc<dyn Clock>) -> Self {
        Self::new(clock, Arc::new(OsEntropy))
    }
}

/// An environment whose time stands still.
#[cfg(test)]
pub(crate) fn still() -> Env {
    struct Still;
    impl Clock for Still {
        fn now(&self) -> Timestamp {
            Timestamp(1_800_000_000_000)
        }
    }
    Env::from(Arc::new(Still) as Arc<dyn Clock>)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock that shows what the test sets.
    #[derive(Clone)]
    struct Set(Arc<AtomicI64>);

    impl Clock for Set {
        fn now(&self) -> Timestamp {
            Timestamp(self.0.load(Ordering::Relaxed))
        }
    }

    fn env_at(millis: i64) -> (Env, Arc<AtomicI64>) {
        let shown = Arc::new(AtomicI64::new(millis));
        (Env::from(Arc::new(Set(shown.clone())) as Arc<dyn Clock>), shown)
    }

    #[test]
    fn ids_of_one_millisecond_keep_their_order() {
        let env = still();
        let ids = (0..5000).map(|_| env.id().unwrap()).collect::<Vec<_>>();
        assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn ids_follow_a_clock_that_is_put_back_and_keep_their_order_while_it_is_put_right() {
        let (env, shown) = env_at(1_800_000_000_000);
        let first = env.id().unwrap();
        shown.fetch_sub(500, Ordering::Relaxed);
        let second = env.id().unwrap();
        assert!(second > first);
        shown.fetch_sub(172_800_000, Ordering::Relaxed);
        let third = env.id().unwrap();
        assert!(third.starts_with(&format!("{:012x}", shown.load(Ordering::Relaxed))));
        assert!(env.id().unwrap() > third);
    }
}
