//! The facts of a session and the policy in force, read in one statement, and the steps that a session can postpone.

use crate::{
    Caller, Error, Latchkey, Method, NextStep, OwnAccount, Policy, Session, Sessions,
    audit::{Entry, Event},
    flow::{self, SessionFacts},
    funnel, guess,
    policy_in_force::{self, newest_policy},
    storage::{Conn, Tx, execute, one, optional},
    view::{Status, User},
};

#[derive(sqlx::FromRow)]
struct Row {
    devices: i64,
    /// The last time that a device was enrolled or used.
    device_used_at: Option<i64>,
    passkeys: i64,
    passkey_used_at: Option<i64>,
    pending_device: Option<String>,
    pending_passkeys: i64,
    pending_sets: i64,
    postponed: bool,
    recovering: bool,
    policy: Option<String>,
}

/// All data that the steps of a session depend on, read at one moment.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The policy in force.
    pub policy: Policy,
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
}

impl Row {
    /// The methods that the account is enrolled in, the last used one in front. None count in a session that replaces them all.
    fn enrolled(&self) -> Vec<Method> {
        if self.recovering {
            return vec![];
        }
        let mut used = [(self.device_used_at, Method::Totp), (self.passkey_used_at, Method::Passkey)];
        used.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        used.into_iter().filter_map(|(at, method)| at.map(|_| method)).collect()
    }

    fn facts(self, latchkey: &Latchkey, session: &Session) -> SessionFacts {
        let counted = |number: i64| if self.recovering { 0 } else { usize::try_from(number).unwrap_or(usize::MAX) };
        SessionFacts {
            level: session.level,
            enrolled: self.enrolled(),
            devices: counted(self.devices),
            passkeys: counted(self.passkeys),
            pending_passkey: self.pending_passkeys > 0,
            pending_device: self.pending_device,
            codes_unacknowledged: self.pending_sets > 0,
            postponed: self.postponed,
            recovering: self.recovering,
            at: latchkey.now(),
        }
    }
}

/// The facts alone, for a transaction that has read the policy.
pub(crate) async fn load(conn: Conn<'_>, latchkey: &Latchkey, session: &Session) -> Result<SessionFacts, Error> {
    Ok(read(conn, latchkey, session).await?.facts(latchkey, session))
}

/// The policy in force and the facts.
pub(crate) async fn assess(conn: Conn<'_>, latchkey: &Latchkey, session: &Session) -> Result<Assessment, Error> {
    let row = read(conn, latchkey, session).await?;
    let policy = latchkey.in_force(policy_in_force::read(row.policy.as_deref())?);
    Ok(Assessment { policy, facts: row.facts(latchkey, session) })
}

async fn read(conn: Conn<'_>, latchkey: &Latchkey, session: &Session) -> Result<Row, Error> {
    Ok(one!(
        Row,
        conn,
        concat!(
            "SELECT (SELECT COUNT(*) FROM totp_device WHERE account_id = $1 AND state = 'verified') AS devices,
                (SELECT MAX(COALESCE(last_used_at, created_at)) FROM totp_device
                 WHERE account_id = $1 AND state = 'verified') AS device_used_at,
                (SELECT COUNT(*) FROM passkey WHERE account_id = $1) AS passkeys,
                (SELECT MAX(COALESCE(last_used_at, created_at)) FROM passkey WHERE account_id = $1) AS passkey_used_at,
                (SELECT MAX(id) FROM totp_device
                 WHERE session_id = $2 AND state = 'pending' AND expires_at > $3 AND guesses < $4) AS pending_device,
                (SELECT COUNT(*) FROM passkey_ceremony
                 WHERE beginner = $2 AND purpose = 'register' AND expires_at > $3) AS pending_passkeys,
                (SELECT COUNT(*) FROM recovery_set WHERE session_id = $2 AND state = 'pending') AS pending_sets,
                EXISTS (SELECT 1 FROM session WHERE id = $2 AND postponed_at IS NOT NULL) AS postponed,
                EXISTS (SELECT 1 FROM session JOIN account_recovery ON account_recovery.id = session.recovery_id
                        WHERE session.id = $2 AND level = 'half' AND state = 'ready' AND until_at > $3) AS recovering,
                ",
            newest_policy!(),
            " AS policy"
        ),
        &session.account_id,
        &session.id,
        latchkey.now().0,
        guess::PENDING_DEVICE
    )?)
}

/// The policy in force, and whether an account has any method.
pub(crate) async fn policy_and_enrolled(conn: Conn<'_>, latchkey: &Latchkey, account: &str) -> Result<(Policy, bool), Error> {
    let (methods, policy) = one!(
        (i64, Option<String>),
        conn,
        concat!(
            "SELECT (SELECT COUNT(*) FROM totp_device WHERE account_id = $1 AND state = 'verified')
              + (SELECT COUNT(*) FROM passkey WHERE account_id = $1),
                ",
            newest_policy!()
        ),
        account
    )?;
    Ok((latchkey.in_force(policy_in_force::read(policy.as_deref())?), methods > 0))
}

impl Latchkey {
    /// The visitor's next step.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn next_step(&self, session: Option<&Session>) -> Result<NextStep, Error> {
        match session {
            Some(session) => Ok(self.assess(session).await?.next_step()),
            None => Ok(NextStep::SignIn),
        }
    }

    /// The data that the steps of this session depend on, for a request that needs more than one of them. Not a basis for writes: a transaction that
    /// writes reads for itself.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
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
        let assessment = self.assess(session).await?;
        let step = assessment.next_step();
        if step == NextStep::SignIn {
            return Ok(Status::signed_out());
        }
        Ok(Status {
            user: Some(session.user(&step)),
            step,
            enrolled: assessment.provable(),
            offered: assessment.policy.offered(),
            sign_in: Some(self.forms().token(session)),
        })
    }

    /// The session's user, with the scope that the session has.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] for a half session without a pending step; [`Error::Unavailable`].
    pub async fn user(&self, session: &Session) -> Result<User, Error> {
        match self.next_step(Some(session)).await? {
            NextStep::SignIn => Err(Error::NotSignedIn),
            step => Ok(session.user(&step)),
        }
    }

    /// Notes that the session has completed a step and which one it reached; nothing if the session hadn't reached the completed step. Returns the
    /// next step. Must be the last thing that a transaction does.
    pub(crate) async fn note_progress(&self, tx: &mut Tx, session: &Session, done: &str) -> Result<NextStep, Error> {
        let was_on_its_way = funnel::left(tx, session, self.now(), done).await?;
        let next = assess(tx.conn(), self, session).await?.next_step();
        if was_on_its_way {
            funnel::reached(tx, session, self.now(), next.name()).await?;
        }
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
        execute!(tx.conn(), "UPDATE account SET second_method_declined_at = $2 WHERE id = $1", &session.account_id, self.latchkey.now().0)?;
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
        if !matches!(assess(tx.conn(), self.latchkey, session).await?.next_step(), NextStep::ChooseMethod { skippable: true, .. }) {
            return Err(Error::NotPossibleNow);
        }
        execute!(tx.conn(), "UPDATE session SET postponed_at = $2 WHERE id = $1", &session.id, self.latchkey.now().0)?;
        Entry::new(&session.account_id, caller, Event::EnrollmentPostponed).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(())
    }
}
