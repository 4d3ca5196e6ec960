//! The key with which a process signs session tokens. `signing_key.rs` determines which one that is.

use crate::Timestamp;
use p256::ecdsa::SigningKey;
use std::sync::{Arc, PoisonError, RwLock};

/// A key that signs.
pub(crate) struct Signer {
    pub(crate) kid: String,
    pub(crate) key: SigningKey,
}

/// The key that this process used last, with the time at which it was the active one.
#[derive(Default)]
pub(crate) struct SignerCache(RwLock<Option<(Timestamp, Arc<Signer>)>>);

impl SignerCache {
    pub(crate) fn get(&self) -> Option<(Timestamp, Arc<Signer>)> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set(&self, at: Timestamp, signer: &Arc<Signer>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((at, Arc::clone(signer)));
    }
}
