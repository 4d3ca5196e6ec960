//! The policy in force as this process read it last. `policy_in_force.rs` determines which one that is.

use crate::Policy;
use std::sync::{Arc, PoisonError, RwLock};

/// The policy in force that was read last, with the text that it was read from.
///
/// Every statement brings the text along, and only the text decides whether the policy here is the one in force. A number of its version wouldn't: a
/// database that was restored or has failed over can have another policy under the same number.
#[derive(Default)]
pub(crate) struct PolicyCache(RwLock<Option<(Option<String>, Arc<Policy>)>>);

impl PolicyCache {
    pub(crate) fn get(&self, text: Option<&str>) -> Option<Arc<Policy>> {
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|(of, _)| of.as_deref() == text).map(|(_, policy)| Arc::clone(policy))
    }

    pub(crate) fn set(&self, text: Option<&str>, policy: &Arc<Policy>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((text.map(str::to_owned), Arc::clone(policy)));
    }
}
