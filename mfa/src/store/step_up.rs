//! Whether a session may do something sensitive: its last proof is fresh, or was given for this very act.

use crate::{
    Error, Latchkey, Level, Method, Policy, Sensitive, Session,
    flow::SessionFacts,
    grant,
    session_facts::{is_enrolled, load},
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
        let mut read = self.db().read().await?;
        let policy = self.policy_on(read.conn()).await?;
        let enrolled = is_enrolled(read.conn(), &session.account_id).await?;
        Ok(enrolled && !self.step_up_is_fresh(session, &policy))
    }

    /// Whether this act would ask the session for a proof first.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn needs_proof_for(&self, session: &Session, act: Sensitive) -> Result<bool, Error> {
        let mut read = self.db().read().await?;
        let policy = self.policy_on(read.conn()).await?;
        match self.require_proof(read.conn(), session, &policy, act).await {
            Ok(_) => Ok(false),
            Err(Error::StepUpRequired) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// Whether the session's last proof is young enough for a sensitive action.
    fn step_up_is_fresh(&self, session: &Session, policy: &Policy) -> bool {
        let lasts = Duration::from_secs(policy.step_up_seconds);
        session.proved_at.is_some_and(|proved_at| proved_at.is_within(lasts, self.now()))
    }

    /// Who may enroll: a half session whose account has no method, or a full one with a proof for it.
    pub(crate) async fn require_enrollment(
        &self,
        tx: &mut Tx,
        session: &Session,
        policy: &Policy,
        act: Sensitive,
    ) -> Result<SessionFacts, Error> {
        let method = if act == Sensitive::AddPasskey { Method::Passkey } else { Method::Totp };
        if !policy.offered().contains(&method) {
            return Err(Error::MethodDisabled);
        }
        match session.level {
            Level::Full => self.require_proof(tx.conn(), session, policy, act).await,
            Level::Half => {
                let facts = load(tx.conn(), self, session).await?;
                if facts.enrolled.is_empty() { Ok(facts) } else { Err(Error::RequiresAdditionalAuth) }
            }
        }
    }

    /// Refuses a session that owes enrollment or a challenge, and asks one of an account that has a method for a proof that counts for `act`.
    pub(crate) async fn require_step_up(
        &self,
        conn: Conn<'_>,
        session: &Session,
        policy: &Policy,
        act: Sensitive,
    ) -> Result<SessionFacts, Error> {
        let facts = self.require_proof(conn, session, policy, act).await?;
        // What the policy has come to demand since the sign-in is owed by sessions that were full before, too.
        let owes = facts.enrolled.is_empty() && policy.demands_enrollment() && policy.grace(facts.at).is_none();
        if owes { Err(Error::RequiresAdditionalAuth) } else { Ok(facts) }
    }

    /// The proof alone, of who may still owe an enrollment.
    async fn require_proof(&self, mut conn: Conn<'_>, session: &Session, policy: &Policy, act: Sensitive) -> Result<SessionFacts, Error> {
        session.require_full()?;
        let facts = load(conn.reborrow(), self, session).await?;
        let nothing_to_prove = facts.enrolled.is_empty() && act != Sensitive::Administer;
        let proved = nothing_to_prove
            || self.step_up_is_fresh(session, policy)
            || session.granted == Some(act)
            || grant::granted(conn, session, self.now()).await? == Some(act);
        if proved { Ok(facts) } else { Err(Error::StepUpRequired) }
    }
}
