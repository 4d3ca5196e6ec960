//! The facts of a session, read from the storage, and the steps that it can put off.

use crate::{
    Caller, Error, Latchkey, Method, NextStep, OwnAccount, Policy, Session, Sessions,
    audit::{Entry, Event},
    flow::{self, SessionFacts},
    funnel, guess,
    storage::{Conn, Tx, execute, one, optional},
    view::{Status, User},
};

#[derive(sqlx::FromRow)]
struct Row {
    devices: i64,
    /// When a device was last of use: at its enrollment, or later.
    device_used_at: Option<i64>,
    passkeys: i64,
    passkey_used_at: Option<i64>,
    pending_device: Option<String>,
    pending_passkeys: i64,
    pending_sets: i64,
    postponed: bool,
}

impl Row {
    /// What the account is enrolled in, the one that worked last in front.
    fn enrolled(&self) -> Vec<Method> {
        let mut used = [(self.device_used_at, Method::Totp), (self.passkey_used_at, Method::Passkey)];
        used.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        used.into_iter().filter_map(|(at, method)| at.map(|_| method)).collect()
    }
}

/// Reads everything that the next step depends on.
pub(crate) async fn load(conn: Conn<'_>, latchkey: &Latchkey, session: &Session) -> Result<SessionFacts, Error> {
    let row = one!(
        Row,
        conn,
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
                EXISTS (SELECT 1 FROM session WHERE id = $2 AND postponed_at IS NOT NULL) AS postponed",
        &session.account_id,
        &session.id,
        latchkey.now().0,
        guess::PENDING_DEVICE
    )?;
    Ok(SessionFacts {
        level: session.level,
        enrolled: row.enrolled(),
        devices: usize::try_from(row.devices).unwrap_or(usize::MAX),
        passkeys: usize::try_from(row.passkeys).unwrap_or(usize::MAX),
        pending_passkey: row.pending_passkeys > 0,
        pending_device: row.pending_device,
        codes_unacknowledged: row.pending_sets > 0,
        postponed: row.postponed,
        at: latchkey.now(),
    })
}

/// Whether an account has any method.
pub(crate) async fn is_enrolled(conn: Conn<'_>, account: &str) -> Result<bool, Error> {
    let (methods,) = one!(
        (i64,),
        conn,
        "SELECT (SELECT COUNT(*) FROM totp_device WHERE account_id = $1 AND state = 'verified')
              + (SELECT COUNT(*) FROM passkey WHERE account_id = $1)",
        account
    )?;
    Ok(methods > 0)
}

/// What can be proved, the one to ask for first in front: what is accepted, and all the same whatever there is if nothing of it is.
fn provable(facts: &SessionFacts, policy: &Policy) -> Vec<Method> {
    let accepted = facts.accepted(policy);
    if accepted.is_empty() { facts.enrolled.clone() } else { accepted }
}

impl Latchkey {
    /// What the visitor has to do now.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn next_step(&self, session: Option<&Session>) -> Result<NextStep, Error> {
        let Some(session) = session else { return Ok(NextStep::SignIn) };
        let mut read = self.db().read().await?;
        let policy = self.policy_on(read.conn()).await?;
        let facts = load(read.conn(), self, session).await?;
        Ok(flow::next_step(&policy, Some(&facts)))
    }

    /// Where the visitor stands, read in one go.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn status(&self, session: Option<&Session>) -> Result<Status, Error> {
        let Some(session) = session else { return Ok(Status::signed_out()) };
        let mut read = self.db().read().await?;
        let policy = self.policy_on(read.conn()).await?;
        let facts = load(read.conn(), self, session).await?;
        let step = flow::next_step(&policy, Some(&facts));
        if step == NextStep::SignIn {
            return Ok(Status::signed_out());
        }
        Ok(Status {
            user: Some(session.user(&step)),
            step,
            enrolled: provable(&facts, &policy),
            offered: policy.offered(),
            sign_in: Some(self.forms().token(session)),
        })
    }

    /// The person behind the session, with the scope that it carries.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] for a half session that owes nothing any more; [`Error::Unavailable`].
    pub async fn user(&self, session: &Session) -> Result<User, Error> {
        match self.next_step(Some(session)).await? {
            NextStep::SignIn => Err(Error::NotSignedIn),
            step => Ok(session.user(&step)),
        }
    }

    /// Notes that the session got a step done, and which one it came to; nothing if that step wasn't on its way.
    pub(crate) async fn note_progress(&self, tx: &mut Tx, policy: &Policy, session: &Session, done: &str) -> Result<(), Error> {
        if !funnel::left(tx, session, self.now(), done).await? {
            return Ok(());
        }
        let facts = load(tx.conn(), self, session).await?;
        funnel::reached(tx, session, self.now(), flow::next_step(policy, Some(&facts)).name()).await
    }
}

impl OwnAccount<'_> {
    /// The method that could be added to the only one, unless the user has declined it.
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
    /// The user doesn't want a second method: it isn't offered again.
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

    /// The user puts off the enrollment that the policy asks for, as long as it can be put off: in this session it isn't asked for again.
    ///
    /// # Errors
    ///
    /// [`Error::NotPossibleNow`] where nothing can be put off (any more); [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn postpone_enrollment(self, caller: &Caller, session: &Session) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.latchkey.db().begin().await?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        let facts = load(tx.conn(), self.latchkey, session).await?;
        if !matches!(flow::next_step(&policy, Some(&facts)), NextStep::ChooseMethod { skippable: true, .. }) {
            return Err(Error::NotPossibleNow);
        }
        execute!(tx.conn(), "UPDATE session SET postponed_at = $2 WHERE id = $1", &session.id, self.latchkey.now().0)?;
        Entry::new(&session.account_id, caller, Event::EnrollmentPostponed).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(())
    }
}
