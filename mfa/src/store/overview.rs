//! The contents of the account security page.

use crate::{
    Assessment, Error, OwnAccount, Policy, Session,
    audit::{self, ActivityKind},
    passkey, recovery_code, session, totp,
    view::Overview,
    ways_in,
};

/// Lines of each kind of activity on the page.
const ACTIVITY: usize = 10;

impl OwnAccount<'_> {
    /// The account security page.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn overview(self, session: &Session) -> Result<Overview, Error> {
        session.require_full()?;
        self.overview_of(session, &self.latchkey.assess(session).await?).await
    }

    /// Like [`overview`](Self::overview), from an assessment that the request already has.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn overview_of(self, session: &Session, assessment: &Assessment) -> Result<Overview, Error> {
        session.require_full()?;
        let Assessment { policy, facts } = assessment;
        let mut read = self.latchkey.db().read().await?;
        Ok(Overview {
            user: session.user(&assessment.next_step()),
            devices: totp::of_account(read.conn(), &session.account_id).await?,
            passkeys: passkey::of_account(read.conn(), &session.account_id).await?,
            offer: self.second_method(read.conn(), session, policy, facts).await?,
            recovery: recovery_code::status(read.conn(), session).await?,
            ways: ways_in::load(read.conn(), self.latchkey, policy, &session.account_id).await?,
            sessions: session::of_account(read.conn(), self.latchkey, &session.account_id, &session.id).await?,
            changes: audit::of_account(read.conn(), &session.account_id, ActivityKind::Changes, None, ACTIVITY).await?.lines,
            activity: audit::of_account(read.conn(), &session.account_id, ActivityKind::Others, None, ACTIVITY).await?.lines,
            failed_codes_since: audit::refused_since_last_visit(read.conn(), &session.account_id, session.created_at).await?,
            policy: Policy::clone(policy),
        })
    }
}
