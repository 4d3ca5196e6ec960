//! The policy as it was saved, and the part of it that is in force.

use crate::{
    Error, Latchkey, Policy,
    storage::{Conn, one},
};

/// The policy that was saved last, as a value of a `SELECT`. NULL before the first one.
macro_rules! newest_policy {
    () => {
        "(SELECT body FROM policy ORDER BY version DESC LIMIT 1)"
    };
}

pub(crate) use newest_policy;

/// The policy that was saved last; before the first one, the defaults.
async fn saved(conn: Conn<'_>) -> Result<Policy, Error> {
    let (body,) = one!((Option<String>,), conn, concat!("SELECT ", newest_policy!()))?;
    read(body.as_deref())
}

/// Reads a policy from the table. `None` gives the defaults.
pub(crate) fn read(body: Option<&str>) -> Result<Policy, Error> {
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
        saved(self.db().read().await?.conn()).await
    }

    /// The policy in force.
    pub(crate) async fn policy_on(&self, conn: Conn<'_>) -> Result<Policy, Error> {
        Ok(self.in_force(saved(conn).await?))
    }

    /// The part of a policy that can be in force here: without passkeys if the origin allows none.
    pub(crate) fn in_force(&self, policy: Policy) -> Policy {
        Policy { passkey: policy.passkey && self.relying_party().obstacle().is_none(), ..policy }
    }
}
