//! Whether a session may perform a sensitive action: its last proof is fresh, or was given for this action.

use crate::{
    Error, Latchkey, Level, Method, Policy, Sensitive, Session,
    flow::{self, SessionFacts},
    grant, proof,
    session_facts::{Assessment, assess, load, policy_and_enrolled},
    storage::{Conn, Tx},
};
use std::time::Duration;

impl Latchkey {
    /// Whether an application that requires a fresh proof has to ask the user for one. A proof that was given for a form or for an application's
    /// action doesn't count. `false` for a user without a method.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn needs_step_up(&self, session: &Session) -> Result<bool, Error> {
        session.require_full()?;
        let (policy, enrolled) = policy_and_enrolled(self.db().read().await?.conn(), self, &session.account_id).await?;
        Ok(!enrolled.is_empty() && !self.proof_is_fresh(session, &policy))
    }

    /// Whether the session has to give a proof before this action.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn needs_proof_for(&self, session: &Session, act: Sensitive) -> Result<bool, Error> {
        session.require_full()?;
        let mut read = self.db().read().await?;
        let Assessment { policy, facts } = assess(read.conn(), self, session).await?;
        match self.require_proof(read.conn(), session, &policy, &facts, act).await {
            Ok(()) => Ok(false),
            Err(Error::StepUpRequired) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// Whether the last proof for the session as a whole is fresh enough for a sensitive action.
    #[must_use]
    pub fn proof_is_fresh(&self, session: &Session, policy: &Policy) -> bool {
        let lasts = Duration::from_secs(policy.step_up_seconds);
        // The policy may be a newer one than that of the moment when the session was read.
        let counts = session.proved_method.as_deref().is_some_and(|method| proof::counts(method, policy));
        counts && session.proved_at.is_some_and(|proved_at| proved_at.is_within(lasts, self.now()))
    }

    /// Checks that the session may enroll a method: a half session of an account without a method, or of one with none that the policy accepts, once
    /// its challenge is answered; or a full session with a proof that counts for `act`. `assessment` was read in this transaction;
    /// `is_begun` tells whether the enrollment is to be finished.
    ///
    /// # Errors
    ///
    /// [`Error::MethodDisabled`]; [`Error::StepUpRequired`]; [`Error::RequiresAdditionalAuth`] for a half session that has to pass a challenge.
    pub(crate) async fn require_enrollment(
        &self,
        tx: &mut Tx,
        session: &Session,
        assessment: &Assessment,
        act: Sensitive,
        is_begun: bool,
    ) -> Result<(), Error> {
        let Assessment { policy, facts } = assessment;
        let method = if act == Sensitive::AddPasskey { Method::Passkey } else { Method::Totp };
        if !policy.offered().contains(&method) {
            return Err(Error::MethodDisabled);
        }
        match session.level {
            Level::Full => self.require_proof(tx.conn(), session, policy, facts, act).await,
            Level::Half if facts.may_enroll(policy, is_begun) => Ok(()),
            Level::Half => Err(Error::RequiresAdditionalAuth),
        }
    }

    /// Checks that the session may perform `act`: no enrollment and no challenge is pending, and the session has a proof that counts for `act`. An
    /// account without a method needs no proof, except to administer.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`]; [`Error::StepUpRequired`].
    pub(crate) async fn require_step_up(
        &self,
        mut conn: Conn<'_>,
        session: &Session,
        policy: &Policy,
        act: Sensitive,
    ) -> Result<SessionFacts, Error> {
        session.require_full()?;
        let facts = load(conn.reborrow(), self, session).await?;
        self.require_proof(conn, session, policy, &facts, act).await?;
        // The policy may have been tightened since the session was read.
        if flow::must_enroll(policy, &facts.enrolled, facts.at) { Err(Error::RequiresAdditionalAuth) } else { Ok(facts) }
    }

    /// Runs [`Latchkey::require_step_up`] before the lock that all administrators wait for is taken, so that requests without a proof never queue for it.
    /// Under the lock, it is run again.
    pub(crate) async fn admit_to_lock(&self, session: &Session, act: Sensitive) -> Result<(), Error> {
        let mut read = self.db().read().await?;
        let policy = self.policy_on(read.conn()).await?;
        self.require_step_up(read.conn(), session, &policy, act).await.map(drop)
    }

    /// Checks the proof alone. The session is full, but an enrollment may be pending.
    async fn require_proof(
        &self,
        conn: Conn<'_>,
        session: &Session,
        policy: &Policy,
        facts: &SessionFacts,
        act: Sensitive,
    ) -> Result<(), Error> {
        let nothing_to_prove = facts.enrolled.is_empty() && act != Sensitive::Administer;
        let is_granted = session.granted == Some(act) && session.granted_by.as_deref().is_some_and(|method| proof::counts(method, policy));
        let proved = nothing_to_prove
            || !facts.enrolled.is_empty() && self.proof_is_fresh(session, policy)
            || is_granted
            || grant::granted(conn, session, policy, self.now()).await? == Some(act);
        if proved { Ok(()) } else { Err(Error::StepUpRequired) }
    }
}
