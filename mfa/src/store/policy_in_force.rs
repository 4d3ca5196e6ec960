//! The policy as it was saved, and the part of it that is in force here.

use crate::{
    Error, Latchkey, Policy,
    storage::{Conn, optional},
};

/// The policy as it was saved; its defaults until one was.
async fn saved(conn: Conn<'_>) -> Result<Policy, Error> {
    let row = optional!((String,), conn, "SELECT body FROM policy ORDER BY version DESC LIMIT 1")?;
    read(row.as_ref().map(|(body,)| body.as_str()))
}

/// A policy from the table; the defaults before there was one.
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

    /// The policy as it was saved, for whoever changes it.
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

    /// What is left of a policy here: no passkeys, if the origin allows none.
    pub(crate) fn in_force(&self, policy: Policy) -> Policy {
        Policy { passkey: policy.passkey && self.relying_party().obstacle().is_none(), ..policy }
    }
}
