//! The policy as it was saved, and the part of it that is in force.

use crate::{
    Error, Latchkey, Policy,
    storage::{Conn, one},
};
use std::sync::Arc;

/// The policy that was saved last, as a value of a `SELECT`. NULL before the first one.
macro_rules! newest_policy {
    () => {
        "(SELECT body FROM policy ORDER BY version DESC LIMIT 1)"
    };
}

pub(crate) use newest_policy;

/// The text of the policy that was saved last.
async fn text(conn: Conn<'_>) -> Result<Option<String>, Error> {
    Ok(one!((Option<String>,), conn, concat!("SELECT ", newest_policy!()))?.0)
}

/// Reads a policy from the table. `None` gives the defaults.
fn read(body: Option<&str>) -> Result<Policy, Error> {
    let Some(body) = body else { return Ok(Policy::default()) };
    serde_json::from_str(body).map_err(|error| {
        tracing::error!(error = %error, "the policy in the database can't be read");
        Error::Unavailable
    })
}

impl Latchkey {
    /// The policy in force. It has no passkeys if the origin allows none.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn policy(&self) -> Result<Policy, Error> {
        self.policy_on(self.db().read().await?.conn()).await
    }

    /// The policy as it was saved, to base a change on.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn saved_policy(&self) -> Result<Policy, Error> {
        read(text(self.db().read().await?.conn()).await?.as_deref())
    }

    /// The policy in force.
    pub(crate) async fn policy_on(&self, conn: Conn<'_>) -> Result<Policy, Error> {
        Ok(Arc::unwrap_or_clone(self.policy_of(text(conn).await?.as_deref())?))
    }

    /// The policy in force, if this is the text of the one that was saved last. It is parsed only if the text has changed.
    pub(crate) fn policy_of(&self, text: Option<&str>) -> Result<Arc<Policy>, Error> {
        if let Some(held) = self.policies().get(text) {
            return Ok(held);
        }
        let policy = Arc::new(self.in_force(read(text)?));
        self.policies().set(text, &policy);
        Ok(policy)
    }

    /// The part of a policy that can be in force here: without passkeys if the origin allows none.
    pub(crate) fn in_force(&self, policy: Policy) -> Policy {
        Policy { passkey: policy.passkey && self.relying_party().obstacle().is_none(), ..policy }
    }
}
