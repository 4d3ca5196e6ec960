//! The facts of a session and the policy in force, read in one statement, and the steps that a session can postpone.

use crate::{
    Caller, Error, Latchkey, Method, NextStep, OwnAccount, Policy, Session, Sessions,
    account::row,
    audit::{Entry, Event},
    factors::Factors,
    facts_columns::{FactsColumns, PENDING_DEVICE_GUESSES, facts_columns},
    flow::{self, SessionFacts},
    funnel,
    policy_in_force::newest_policy,
    proof, session,
    storage::{Conn, Tx, execute, one, optional},
    view::{Status, User},
};
use std::sync::Arc;

/// All data that the steps of a session depend on, read at one moment.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The policy in force.
    pub policy: Arc<Policy>,
    /// The session and its account.
    pub facts: SessionFacts,
}

impl Assessment {
    /// The session's next step.
    #[must_use]
    pub fn next_step(&self) -> NextStep {
        flow::next_step(&self.policy, Some(&self.facts))
    }

    /// The methods that the session can prove, the one to ask for first in front: those that the policy accepts, or all enrolled methods if it
    /// accepts none of them.
    #[must_use]
    pub fn provable(&self) -> Vec<Method> {
        let accepted = self.facts.accepted(&self.policy);
        if accepted.is_empty() { self.facts.enrolled.clone() } else { accepted }
    }

    /// The user of the session, with the scope that the session has.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] for a half session without a pending step.
    pub fn user(&self, session: &Session) -> Result<User, Error> {
        match self.next_step() {
            NextStep::SignIn => Err(Error::NotSignedIn),
            step => Ok(session.user(&step)),
        }
    }
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    #[sqlx(flatten)]
    facts: FactsColumns,
    policy: Option<String>,
    has_acknowledged_codes: bool,
    is_live: bool,
}

/// The facts alone, for a transaction that has read the policy.
pub(crate) async fn load(conn: Conn<'_>, latchkey: &Latchkey, session: &Session) -> Result<SessionFacts, Error> {
    Ok(read(conn, latchkey, session).await?.facts.facts(session.level, session.proved_at, latchkey.now()))
}

/// The policy in force and the facts.
pub(crate) async fn assess(conn: Conn<'_>, latchkey: &Latchkey, session: &Session) -> Result<Assessment, Error> {
    Ok(assess_codes(conn, latchkey, session).await?.0)
}

/// The policy in force and the facts, and whether the account has acknowledged recovery codes.
pub(crate) async fn assess_codes(conn: Conn<'_>, latchkey: &Latchkey, session: &Session) -> Result<(Assessment, bool), Error> {
    let Row { facts, policy, has_acknowledged_codes, .. } = read(conn, latchkey, session).await?;
    let policy = latchkey.policy_of(policy.as_deref())?;
    // The policy may be a newer one than that of the moment when the session was read.
    let proved_at = session.proved_at.filter(|_| session.proved_method.as_deref().is_some_and(|method| proof::counts(method, &policy)));
    let assessment = Assessment { policy, facts: facts.facts(session.level, proved_at, latchkey.now()) };
    Ok((assessment, has_acknowledged_codes))
}

/// Reads everything at once.
///
/// # Errors
///
/// [`Error::NotSignedIn`] if another request has ended the session since this one began.
async fn read(conn: Conn<'_>, latchkey: &Latchkey, session: &Session) -> Result<Row, Error> {
    let row = one!(
        Row,
        conn,
        concat!(
            "SELECT ",
            facts_columns!("$1", "$2", "$3", "$4"),
            ", EXISTS (SELECT 1 FROM session WHERE id = $2 AND postponed_at IS NOT NULL) AS postponed,
             EXISTS (SELECT 1 FROM session JOIN account_recovery AS recovery ON recovery.id = recovery_id
                     WHERE session.id = $2 AND level = 'half' AND recovery.state = 'ready' AND until_at > $3) AS recovering,
             ",
            newest_policy!(),
            " AS policy, EXISTS (SELECT 1 FROM recovery_set WHERE account_id = $1 AND state = 'complete') AS has_acknowledged_codes,
             EXISTS (SELECT 1 FROM session WHERE id = $2) AS is_live"
        ),
        &session.account_id,
        &session.id,
        latchkey.now().0,
        PENDING_DEVICE_GUESSES
    )?;
    if row.is_live { Ok(row) } else { Err(Error::NotSignedIn) }
}

/// The policy in force, and an account's methods.
pub(crate) async fn policy_and_enrolled(conn: Conn<'_>, latchkey: &Latchkey, account: &str) -> Result<(Arc<Policy>, Vec<Method>), Error> {
    let (app, passkey, policy) = one!(
        (bool, bool, Option<String>),
        conn,
        concat!(
            "SELECT EXISTS (SELECT 1 FROM totp_device WHERE account_id = $1 AND state = 'verified'),
                    EXISTS (SELECT 1 FROM passkey WHERE account_id = $1),
                ",
            newest_policy!()
        ),
        account
    )?;
    Ok((latchkey.policy_of(policy.as_deref())?, Factors::of(app, passkey, 0).methods()))
}

impl Latchkey {
    /// The visitor's next step.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn next_step(&self, session: Option<&Session>) -> Result<NextStep, Error> {
        let Some(session) = session else { return Ok(NextStep::SignIn) };
        match self.assess(session).await {
            Err(Error::NotSignedIn) => Ok(NextStep::SignIn),
            assessment => Ok(assessment?.next_step()),
        }
    }

    /// The data that the steps of this session depend on, for a request that needs more than one of them. Not a basis for writes: a transaction that
    /// writes reads for itself.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] if the session has ended since it was read.
    pub async fn assess(&self, session: &Session) -> Result<Assessment, Error> {
        assess(self.db().read().await?.conn(), self, session).await
    }

    /// The visitor's status, read at one moment.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn status(&self, session: Option<&Session>) -> Result<Status, Error> {
        let Some(session) = session else { return Ok(Status::signed_out()) };
        match self.assess(session).await {
            Err(Error::NotSignedIn) => Ok(Status::signed_out()),
            assessment => Ok(self.status_at(session, &assessment?)),
        }
    }

    /// The status of the visitor in this session, from data that was read already.
    #[must_use]
    pub fn status_at(&self, session: &Session, assessment: &Assessment) -> Status {
        let step = assessment.next_step();
        if step == NextStep::SignIn {
            return Status::signed_out();
        }
        Status {
            user: Some(session.user(&step)),
            step,
            enrolled: assessment.provable(),
            offered: assessment.policy.offered(),
            sign_in: Some(self.forms().token(session)),
        }
    }

    /// The session's user, with the scope that the session has.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] for a half session without a pending step; [`Error::Unavailable`].
    pub async fn user(&self, session: &Session) -> Result<User, Error> {
        self.assess(session).await?.user(session)
    }

    /// Notes that the session has completed a step and which one it reached. Returns the next step. For the end of a
    /// transaction, after every change that the next step depends on.
    pub(crate) async fn note_progress(&self, tx: &mut Tx, session: &Session, done: &str) -> Result<NextStep, Error> {
        let next = assess(tx.conn(), self, session).await?.next_step();
        funnel::advanced(tx, session, self.now(), done, &next).await?;
        Ok(next)
    }
}

impl OwnAccount<'_> {
    /// The method to offer beside the account's only one. `None` if the user has declined it.
    pub(crate) async fn second_method(
        self,
        conn: Conn<'_>,
        session: &Session,
        policy: &Policy,
        facts: &SessionFacts,
    ) -> Result<Option<Method>, Error> {
        let [only] = facts.enrolled.as_slice() else { return Ok(None) };
        let declined = optional!(
            (String,),
            conn,
            "SELECT id FROM account WHERE id = $1 AND second_method_declined_at IS NOT NULL",
            &session.account_id
        )?;
        let other = policy.offered().into_iter().find(|method| method != only);
        Ok(other.filter(|_| declined.is_none()))
    }
}

impl Sessions<'_> {
    /// Declines a second method for good: it isn't offered again.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn decline_second_method(self, session: &Session) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        let statement = "UPDATE account SET second_method_declined_at = $2 WHERE id = $1";
        execute!(tx.conn(), statement, &session.account_id, self.latchkey.now().0)?;
        tx.commit().await?;
        Ok(())
    }

    /// Postpones the enrollment that the policy requires, while the policy allows that: this session isn't asked again.
    ///
    /// # Errors
    ///
    /// [`Error::NotPossibleNow`] if no step can be postponed (any more); [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn postpone_enrollment(self, caller: &Caller, session: &Session) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.latchkey.db().begin().await?;
        row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        if !matches!(assess(tx.conn(), self.latchkey, session).await?.next_step(), NextStep::ChooseMethod { skippable: true, .. }) {
            return Err(Error::NotPossibleNow);
        }
        execute!(tx.conn(), "UPDATE session SET postponed_at = $2 WHERE id = $1", &session.id, self.latchkey.now().0)?;
        Entry::new(&session.account_id, caller, Event::EnrollmentPostponed).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(())
    }
}
