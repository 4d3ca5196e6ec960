//! Argon2id, with a bounded number of hashes at once.
//!
//! A hash takes 46 MiB, which is [reused](super::hash_memory), and some tens of milliseconds of a core. So as many run at once as there are cores, a
//! bounded number of requests waits, and the rest are refused with [`Error::Busy`]: a flood of sign-ins neither exhausts the memory nor starves the other
//! pages.
//!
//! No client can fill that queue alone. A request first claims one of the few permits of its client's network and the one permit of its account, and
//! waits for these outside the common queue:
//!
//! ```text
//!  request ─► permit of the network ─► permit of the account ─► place in the queue ─► slot
//!             as many as run at once    one
//! ```
//!
//! So a network never has more requests in the queue than run at once, and a request from elsewhere waits for one of those to end.

use super::{
    hash_memory::HashMemory,
    keyed_limit::{KeyedLimit, KeyedPermit},
    phc,
};
use crate::{
    ClientNetwork, Error,
    env::Env,
    hash_cost::{Cost, Costs},
};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use zeroize::Zeroizing;

/// Waiting places per permit: in the common queue, and in those of each network and account.
const QUEUE_PER_PERMIT: usize = 32;
/// The answer to a request for which no place is left.
const BUSY: Error = Error::Busy { retry_after_seconds: 2 };

/// The owner of the secret to be hashed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SecretOwner {
    /// The normalised email address: at sign-up and sign-in, it isn't known yet whether there is an account.
    Email(String),
    /// The id of the session's account.
    Account(String),
}

/// Limits the hashes that run at once.
pub(crate) struct Hasher {
    queue: Queue,
    networks: KeyedLimit<ClientNetwork>,
    owners: KeyedLimit<SecretOwner>,
}

/// The common queue.
#[derive(Clone)]
struct Queue {
    running: Arc<Semaphore>,
    places: Arc<Semaphore>,
    memory: Arc<HashMemory>,
}

impl Queue {
    async fn enter(self, claim: Option<Permits>) -> Result<Slot, Error> {
        let place = self.places.try_acquire_owned().map_err(|_| BUSY)?;
        let running = self.running.acquire_owned().await.map_err(|_| Error::Unavailable)?;
        Ok(Slot { memory: self.memory, _running: running, _place: place, _claim: claim })
    }
}

/// The permits of a network and an account. Once a request has them, it checks whether there still is something to hash.
pub(crate) struct Claim {
    queue: Queue,
    permits: Permits,
}

struct Permits {
    _owner: KeyedPermit<SecretOwner>,
    _network: KeyedPermit<ClientNetwork>,
}

/// The right to hash, until dropped.
pub(crate) struct Slot {
    memory: Arc<HashMemory>,
    _running: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
    _claim: Option<Permits>,
}

impl Hasher {
    /// Runs at most `parallel` hashes at once, with memory for hashes of these costs.
    pub(crate) fn new(parallel: usize, costs: Costs) -> Self {
        let parallel = parallel.max(1);
        let waiting = parallel.saturating_mul(QUEUE_PER_PERMIT);
        Self {
            queue: Queue {
                running: Arc::new(Semaphore::new(parallel)),
                places: Arc::new(Semaphore::new(waiting)),
                memory: HashMemory::new(costs.memory()),
            },
            networks: KeyedLimit::new(parallel, waiting),
            owners: KeyedLimit::new(1, QUEUE_PER_PERMIT),
        }
    }

    /// Waits for a permit of the network and one of the owner.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] if too many requests of either are waiting already.
    pub(crate) async fn claim(&self, network: ClientNetwork, owner: SecretOwner) -> Result<Claim, Error> {
        let network = self.networks.acquire(network).await.ok_or(BUSY)?;
        let owner = self.owners.acquire(owner).await.ok_or(BUSY)?;
        Ok(Claim { queue: self.queue.clone(), permits: Permits { _owner: owner, _network: network } })
    }

    /// Waits for a slot without a claim: for the operator, to whom the limits don't apply.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] if too many requests are waiting already.
    pub(crate) async fn slot(&self) -> Result<Slot, Error> {
        self.queue.clone().enter(None).await
    }
}

impl Claim {
    /// Waits for a slot.
    ///
    /// # Errors
    ///
    /// [`Error::Busy`] if too many requests are waiting already.
    pub(crate) async fn slot(self) -> Result<Slot, Error> {
        self.queue.enter(Some(self.permits)).await
    }
}

impl Slot {
    /// Hashes each secret into the PHC string format, with its own 16-byte salt.
    pub(crate) async fn hash(self, env: &Env, cost: Cost, secrets: Vec<Zeroizing<String>>) -> Result<(Self, Vec<String>), Error> {
        let salts = secrets.iter().map(|_| env.random::<16>()).collect::<Result<Vec<_>, _>>()?;
        let memory = Arc::clone(&self.memory);
        let hash = move |(secret, salt): (&Zeroizing<String>, &[u8; 16])| phc::hash(&memory, cost, secret.as_bytes(), salt);
        self.work(move || secrets.iter().zip(&salts).map(hash).collect()).await
    }

    /// Hashes one secret.
    pub(crate) async fn hash_one(self, env: &Env, cost: Cost, secret: Zeroizing<String>) -> Result<(Self, String), Error> {
        let (slot, mut hashes) = self.hash(env, cost, vec![secret]).await?;
        Ok((slot, hashes.pop().ok_or(Error::Unavailable)?))
    }

    /// Whether `secret` fits `hash`. Without a hash the same work is done, so that the time taken doesn't reveal that there is none.
    pub(crate) async fn verify(self, cost: Cost, secret: Zeroizing<String>, hash: Option<String>) -> Result<(Self, bool), Error> {
        let memory = Arc::clone(&self.memory);
        self.work(move || match hash {
            Some(hash) => phc::verify(&memory, secret.as_bytes(), &hash),
            None => phc::hash(&memory, cost, secret.as_bytes(), &[0; 16]).map(|_| false),
        })
        .await
    }

    /// Runs `work`, which keeps a processor busy, on a thread for blocking work. The slot moves with it: an abandoned request doesn't free it early.
    pub(crate) async fn work<T: Send + 'static>(
        self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<(Self, T), Error> {
        let done = tokio::task::spawn_blocking(move || (self, work())).await;
        let (slot, result) = done.map_err(|_| Error::Unavailable)?;
        Ok((slot, result?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::still;
    use futures::FutureExt;

    const QUICK: Cost = Costs::MINIMAL.password;
    const STANDARD: Cost = Costs::STANDARD.password;

    async fn hash(secret: &str) -> String {
        let env = still();
        let slot = Hasher::new(1, Costs::MINIMAL).slot().await.unwrap();
        slot.hash(&env, QUICK, vec![Zeroizing::new(secret.into())]).await.unwrap().1.remove(0)
    }

    #[tokio::test]
    async fn a_hash_is_salted_and_fits_its_secret_only() {
        let (one, other) = (hash("secret").await, hash("secret").await);
        assert_ne!(one, other);
        assert!(one.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{one}");
        for (secret, expected) in [("secret", true), ("Secret", false), ("", false)] {
            let slot = Hasher::new(1, Costs::MINIMAL).slot().await.unwrap();
            let (_, fits) = slot.verify(QUICK, Zeroizing::new(secret.into()), Some(one.clone())).await.unwrap();
            assert_eq!(fits, expected, "{secret:?}");
        }
    }

    #[tokio::test]
    async fn other_parameters_are_noticed() {
        let hash = hash("secret").await;
        assert!(!QUICK.is_outdated(&hash));
        assert!(STANDARD.is_outdated(&hash));
        assert!(STANDARD.is_outdated("nonsense"));
    }

    #[tokio::test]
    async fn who_finds_no_place_is_told_to_come_back() {
        let hasher = Hasher::new(1, Costs::MINIMAL);
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

    fn network(address: &str) -> ClientNetwork {
        ClientNetwork::of_text(address)
    }

    fn account(id: &str) -> SecretOwner {
        SecretOwner::Account(id.to_owned())
    }

    #[tokio::test]
    async fn an_account_hashes_one_secret_at_a_time() {
        let hasher = Hasher::new(4, Costs::MINIMAL);
        let first = hasher.claim(network("192.0.2.1"), account("a")).await.unwrap();
        let mut second = Box::pin(hasher.claim(network("192.0.2.2"), account("a")));
        assert!(second.as_mut().now_or_never().is_none());
        assert!(hasher.claim(network("192.0.2.2"), account("b")).await.is_ok());
        drop(first.slot().await.unwrap());
        assert!(second.await.is_ok());
    }

    #[tokio::test]
    async fn a_network_that_sends_many_holds_up_nobody_elsewhere() {
        let hasher = Arc::new(Hasher::new(1, Costs::MINIMAL));
        let claim = |address: &'static str, id: String| {
            let hasher = Arc::clone(&hasher);
            async move { hasher.claim(network(address), account(&id)).await?.slot().await }
        };
        let running = claim("192.0.2.1", "0".to_owned()).await.unwrap();
        let mut flood = (1..=QUEUE_PER_PERMIT).map(|id| Box::pin(claim("192.0.2.1", id.to_string()))).collect::<Vec<_>>();
        assert!(flood.iter_mut().all(|one| one.as_mut().now_or_never().is_none()));
        assert_eq!(claim("192.0.2.1", "more".to_owned()).await.err(), Some(BUSY), "its own queue is full");
        let mut elsewhere = Box::pin(claim("198.51.100.7", "b".to_owned()));
        assert!(elsewhere.as_mut().now_or_never().is_none());
        drop(running);
        assert!(elsewhere.now_or_never().is_some_and(|slot| slot.is_ok()), "it is next");
    }
}
