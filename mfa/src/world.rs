//! What comes from outside the domain: time and randomness.

use crate::{Clock, Timestamp, password::Costs};
use rand::TryRng;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Where random bytes come from.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with bytes that nobody can predict.
    ///
    /// # Errors
    ///
    /// When there are none: whatever needed them fails, and nothing is made up.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy>;
}

/// The source of randomness failed.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no random bytes")]
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
        tracing::error!(error = %error, "no randomness");
        Self::Unavailable
    }
}

/// A clock, a source of randomness, and the amount of work that a hash takes.
#[derive(Clone)]
pub struct World {
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    costs: Costs,
    /// The last id's time in milliseconds, and twelve bits that count within one.
    last_tick: Arc<AtomicU64>,
}

impl World {
    /// A world with the given clock and source of randomness, whose hashes cost as much as they should.
    pub fn new(clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self { clock, entropy, costs: Costs::STANDARD, last_tick: Arc::default() }
    }

    /// The same world with hashes that cost next to nothing, for tests that aren't about their strength.
    ///
    /// Only debug builds have this method, so nothing can make a release hash cheaply.
    #[cfg(debug_assertions)]
    #[must_use]
    pub fn with_minimal_hashes(self) -> Self {
        Self { costs: Costs::MINIMAL, ..self }
    }

    pub(crate) fn costs(&self) -> Costs {
        self.costs
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], NoEntropy> {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// A fresh id for a row: a version 7 UUID that sorts after every one before it (RFC 9562 §6.2), so that what happened within one
    /// millisecond keeps its order.
    pub(crate) fn id(&self) -> Result<String, NoEntropy> {
        let now = u64::try_from(self.now().0).unwrap_or(0) << 12;
        let next = |last: u64| now.max(last.wrapping_add(1));
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
impl From<Arc<dyn Clock>> for World {
    fn from(clock: Arc<dyn Clock>) -> Self {
        Self::new(clock, Arc::new(OsEntropy))
    }
}

/// A world whose time stands still.
#[cfg(test)]
pub(crate) fn still() -> World {
    struct Still;
    impl Clock for Still {
        fn now(&self) -> Timestamp {
            Timestamp(1_800_000_000_000)
        }
    }
    World::from(Arc::new(Still) as Arc<dyn Clock>)
}

#[cfg(test)]
mod tests {
    use super::still;

    #[test]
    fn ids_of_one_millisecond_keep_their_order() {
        let world = still();
        let ids = (0..5000).map(|_| world.id().unwrap()).collect::<Vec<_>>();
        assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
