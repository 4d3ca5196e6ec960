//! Everything on the account security page, in one reading.

use crate::{
    Error, Latchkey, Session, audit, flow, passkey, recovery, session, standing, totp,
    view::{Activity, Overview},
};

/// Lines of activity on the page.
const ACTIVITY: u32 = 20;

impl Latchkey {
    /// The newest lines of the account's audit trail.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn activity(&self, session: &Session, limit: u32) -> Result<Vec<Activity>, Error> {
        session.require_full()?;
        audit::of_account(self.db.read().await?.conn(), &session.account_id, limit).await
    }

    /// The account security page.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn overview(&self, session: &Session) -> Result<Overview, Error> {
        session.require_full()?;
        let mut read = self.db.read().await?;
        let policy = self.policy_on(read.conn()).await?;
        let standing = standing::load(read.conn(), self, session).await?;
        Ok(Overview {
            user: session.user(&flow::next_step(&policy, Some(&standing))),
            devices: totp::of_account(read.conn(), &session.account_id).await?,
            passkeys: passkey::of_account(read.conn(), &session.account_id).await?,
            offer: self.second_method(read.conn(), session, &policy, &standing).await?,
            recovery: recovery::status(read.conn(), session).await?,
            sessions: session::of_account(read.conn(), self, &session.account_id, &session.id).await?,
            activity: audit::of_account(read.conn(), &session.account_id, ACTIVITY).await?,
            failed_codes_since: audit::refused_since_last_visit(read.conn(), &session.account_id, session.created_at).await?,
            policy,
        })
    }
}
