//! Argon2id, a bounded number at once.
//!
//! A hash costs 46 MiB and a good part of a core's 100 ms. So as many run at once as there are cores, a bounded number waits, and the
//! rest is told to come back: a flood of sign-ins neither exhausts the memory nor starves the other pages.

use crate::{Error, world::World};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use zeroize::Zeroizing;

/// How much work the hash of each kind of secret takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Costs {
    pub(crate) password: Cost,
    pub(crate) recovery_code: Cost,
}

impl Costs {
    /// Passwords: 46 MiB and one pass, as OWASP and ASVS 5.0 (appendix C) have it. Recovery codes: OWASP's minimum, since eighty random bits
    /// need no more and ten are hashed at a time.
    pub(crate) const STANDARD: Self =
        Self { password: Cost { memory_kib: 47_104, passes: 1 }, recovery_code: Cost { memory_kib: 19_456, passes: 2 } };

    /// Argon2's minimum, for tests that aren't about the strength of a hash. Release builds don't have it.
    #[cfg(debug_assertions)]
    pub(crate) const MINIMAL: Self = Self { password: Cost { memory_kib: 8, passes: 1 }, recovery_code: Cost { memory_kib: 8, passes: 1 } };
}

/// Waiting places per hash that may run at once.
const QUEUE_PER_PERMIT: usize = 32;
/// What those for whom there is no place are told.
const BUSY: Error = Error::Busy { retry_after_seconds: 2 };

/// Argon2id's parameters, with one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    memory_kib: u32,
    passes: u32,
}

impl Cost {
    fn argon2(self) -> Result<Argon2<'static>, Error> {
        let params = Params::new(self.memory_kib, self.passes, 1, None).map_err(|_| Error::Unavailable)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// Admits to hashing.
pub(crate) struct Hasher {
    running: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

/// The right to hash, until dropped.
pub(crate) struct Slot {
    _running: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
}

impl Hasher {
    /// At most `parallel` at once.
    pub(crate) fn new(parallel: usize) -> Self {
        let parallel = parallel.max(1);
        Self { running: Arc::new(Semaphore::new(parallel)), places: Arc::new(Semaphore::new(parallel.saturating_mul(QUEUE_PER_PERMIT))) }
    }

    /// Waits for a turn; [`Error::Busy`] if too many are waiting already.
    pub(crate) async fn slot(&self) -> Result<Slot, Error> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| BUSY)?;
        let running = Arc::clone(&self.running).acquire_owned().await.map_err(|_| Error::Unavailable)?;
        Ok(Slot { _running: running, _place: place })
    }
}

impl Slot {
    /// Hashes into the PHC string format, each with its own 16-byte salt.
    pub(crate) async fn hash(self, world: &World, cost: Cost, secrets: Vec<Zeroizing<String>>) -> Result<(Self, Vec<String>), Error> {
        let salts = secrets.iter().map(|_| world.random::<16>()).collect::<Result<Vec<_>, _>>()?;
        self.work(move || {
            let argon2 = cost.argon2()?;
            let hash = |(secret, salt): (&Zeroizing<String>, [u8; 16])| {
                let hash: Result<PasswordHash, _> = argon2.hash_password_with_salt(secret.as_bytes(), &salt);
                hash.map(|hash| hash.to_string()).map_err(|_| Error::Unavailable)
            };
            secrets.iter().zip(salts).map(hash).collect()
        })
        .await
    }

    /// Whether `secret` fits `hash`. Without a hash the same work is done for nothing, so that time tells nobody that there is none.
    pub(crate) async fn verify(self, cost: Cost, secret: Zeroizing<String>, hash: Option<String>) -> Result<(Self, bool), Error> {
        self.work(move || {
            let argon2 = cost.argon2()?;
            let Some(hash) = hash else {
                let _unused: Result<PasswordHash, _> = argon2.hash_password_with_salt(secret.as_bytes(), &[0; 16]);
                return Ok(false);
            };
            Ok(argon2.verify_password(secret.as_bytes(), hash.as_str()).is_ok())
        })
        .await
    }

    /// Runs `work` on a thread for blocking work. The slot goes with it: a request that is given up doesn't free it early.
    async fn work<T: Send + 'static>(self, work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<(Self, T), Error> {
        let done = tokio::task::spawn_blocking(move || (self, work())).await;
        let (slot, result) = done.map_err(|_| Error::Unavailable)?;
        Ok((slot, result?))
    }
}

/// Whether `hash` was made with other parameters than `cost`: it is made anew when the password is next known.
pub(crate) fn is_outdated(hash: &str, cost: Cost) -> bool {
    let params = PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
    params.is_none_or(|params| params.m_cost() != cost.memory_kib || params.t_cost() != cost.passes || params.p_cost() != 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::still;

    const QUICK: Cost = Costs::MINIMAL.password;
    const STANDARD: Cost = Costs::STANDARD.password;

    async fn hash(secret: &str) -> String {
        let world = still();
        let slot = Hasher::new(1).slot().await.unwrap();
        slot.hash(&world, QUICK, vec![Zeroizing::new(secret.into())]).await.unwrap().1.remove(0)
    }

    #[tokio::test]
    async fn a_hash_is_salted_and_fits_its_secret_only() {
        let (one, other) = (hash("secret").await, hash("secret").await);
        assert_ne!(one, other);
        assert!(one.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{one}");
        for (secret, expected) in [("secret", true), ("Secret", false), ("", false)] {
            let slot = Hasher::new(1).slot().await.unwrap();
            let (_, fits) = slot.verify(QUICK, Zeroizing::new(secret.into()), Some(one.clone())).await.unwrap();
            assert_eq!(fits, expected, "{secret:?}");
        }
    }

    #[tokio::test]
    async fn other_parameters_are_noticed() {
        let hash = hash("secret").await;
        assert!(!is_outdated(&hash, QUICK));
        assert!(is_outdated(&hash, STANDARD));
        assert!(is_outdated("nonsense", STANDARD));
    }

    #[tokio::test]
    async fn who_finds_no_place_is_told_to_come_back() {
        let hasher = Hasher::new(1);
        let first = hasher.slot().await.unwrap();
        let waiting = (1..QUEUE_PER_PERMIT).map(|_| hasher.slot()).collect::<Vec<_>>();
        let mut waiting = waiting.into_iter().map(Box::pin).collect::<Vec<_>>();
        for one in &mut waiting {
            assert!(matches!(std::future::poll_fn(|cx| std::task::Poll::Ready(one.as_mut().poll(cx))).await, std::task::Poll::Pending));
        }
        assert_eq!(hasher.slot().await.err(), Some(BUSY));
        drop(first);
        assert!(waiting.remove(0).await.is_ok());
    }
}
