//! Whether a session may do something sensitive: its last proof is fresh, or was given for this very act.

use crate::{
    Error, Latchkey, Level, Method, Policy, Sensitive, Session,
    flow::SessionFacts,
    grant,
    session_facts::{Assessment, assess, load, policy_and_enrolled},
    storage::{Conn, Tx},
};
use std::time::Duration;

impl Latchkey {
    /// Whether an application that wants a method to have been proved within the last minutes would have to ask for one. A proof that was given for
    /// something else doesn't count.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn needs_step_up(&self, session: &Session) -> Result<bool, Error> {
        session.require_full()?;
        let (policy, enrolled) = policy_and_enrolled(self.db().read().await?.conn(), self, &session.account_id).await?;
        Ok(enrolled && !self.step_up_is_fresh(session, &policy))
    }

    /// Whether this act would ask the session for a proof first.
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

    /// Whether the session's last proof is young enough for a sensitive action.
    fn step_up_is_fresh(&self, session: &Session, policy: &Policy) -> bool {
        let lasts = Duration::from_secs(policy.step_up_seconds);
        session.proved_at.is_some_and(|proved_at| proved_at.is_within(lasts, self.now()))
    }

    /// Who may enroll: a half session whose account has no method, or a full one with a proof for it. `assessment` was read in this transaction.
    pub(crate) async fn require_enrollment(
        &self,
        tx: &mut Tx,
        session: &Session,
        assessment: &Assessment,
        act: Sensitive,
    ) -> Result<(), Error> {
        let Assessment { policy, facts } = assessment;
        let method = if act == Sensitive::AddPasskey { Method::Passkey } else { Method::Totp };
        if !policy.offered().contains(&method) {
            return Err(Error::MethodDisabled);
        }
        match session.level {
            Level::Full => self.require_proof(tx.conn(), session, policy, facts, act).await,
            Level::Half if facts.enrolled.is_empty() => Ok(()),
            Level::Half => Err(Error::RequiresAdditionalAuth),
        }
    }

    /// Refuses a session that owes enrollment or a challenge, and asks one of an account that has a method for a proof that counts for `act`.
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
        // What the policy has come to demand since the sign-in is owed by sessions that were full before, too.
        let owes = facts.enrolled.is_empty() && policy.demands_enrollment() && policy.grace(facts.at).is_none();
        if owes { Err(Error::RequiresAdditionalAuth) } else { Ok(facts) }
    }

    /// The proof alone, of a full session that may still owe an enrollment.
    async fn require_proof(
        &self,
        conn: Conn<'_>,
        session: &Session,
        policy: &Policy,
        facts: &SessionFacts,
        act: Sensitive,
    ) -> Result<(), Error> {
        let nothing_to_prove = facts.enrolled.is_empty() && act != Sensitive::Administer;
        let proved = nothing_to_prove
            || self.step_up_is_fresh(session, policy)
            || session.granted == Some(act)
            || grant::granted(conn, session, self.now()).await? == Some(act);
        if proved { Ok(()) } else { Err(Error::StepUpRequired) }
    }
}
