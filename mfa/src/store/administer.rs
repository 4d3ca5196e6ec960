//! The transaction in which an administrator acts on other people or on the installation.

use crate::{Admin, Error, Policy, Sensitive, Session, administrators::Administrators, storage::Tx};

/// The data that the act may depend on, read under the lock.
pub(crate) struct Administering {
    pub(crate) tx: Tx,
    pub(crate) policy: Policy,
    pub(crate) administrators: Administrators,
}

impl Admin<'_> {
    /// Begins the transaction of an act that takes an administrator with a fresh proof. Both are checked after the administrators were locked: an
    /// administrator whose session or rights were taken away, while this request waited, doesn't act any more.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's; [`Error::StepUpRequired`]; [`Error::NotSignedIn`] if the session has ended.
    pub(crate) async fn administer(self, session: &Session) -> Result<Administering, Error> {
        session.require_administrator()?;
        self.latchkey.admit_to_lock(session, Sensitive::Administer).await?;
        let mut tx = self.latchkey.db().begin().await?;
        let administrators = Administrators::lock(tx.conn()).await?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::Administer).await?;
        Ok(Administering { tx, policy, administrators })
    }
}
