//! Counts the open connections of each network.

use mfa::ClientNetwork;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Counts connections by the network of the peer.
pub(super) struct Peers {
    most: usize,
    open: Mutex<HashMap<ClientNetwork, Count>>,
}

#[derive(Default)]
struct Count {
    open: usize,
    /// Whether the limit has been logged. It is logged once until all connections of the network are closed.
    is_told: bool,
}

/// A counted connection. Dropping it decrements the count.
pub(super) struct Counted {
    peers: Arc<Peers>,
    network: ClientNetwork,
}

impl Peers {
    /// Allows at most `most` connections for each network.
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { most, open: Mutex::default() })
    }

    /// Counts one more connection of `network`. Returns `None` if it has too many.
    pub(super) fn admit(self: &Arc<Self>, network: ClientNetwork) -> Option<Counted> {
        let mut counts = self.lock();
        let count = counts.entry(network).or_default();
        if count.open >= self.most {
            if !std::mem::replace(&mut count.is_told, true) {
                tracing::warn!(%network, most = self.most, "too many connections from one network");
            }
            return None;
        }
        count.open += 1;
        Some(Counted { peers: Arc::clone(self), network })
    }

    /// The counts stay valid if another thread panics.
    fn lock(&self) -> MutexGuard<'_, HashMap<ClientNetwork, Count>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut counts = self.peers.lock();
        if let Some(count) = counts.get_mut(&self.network) {
            count.open = count.open.saturating_sub(1);
            if count.open == 0 {
                counts.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::IpAddr;

    #[test]
    fn each_network_has_its_own_count() {
        let peers = Peers::new(2);
        let admit = |address: &str| peers.admit(address.parse::<IpAddr>().unwrap().into());
        let (one, other) = (admit("2001:db8::1"), admit("2001:db8::2"));
        assert!(one.is_some() && other.is_some());
        assert!(admit("2001:db8::3").is_none());
        assert!(admit("192.0.2.1").is_some());
        drop(one);
        assert!(admit("2001:db8::3").is_some());
        drop(other);
        assert!(peers.lock().is_empty());
    }
}
