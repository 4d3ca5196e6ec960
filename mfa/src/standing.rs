//! Where a session stands, read from the storage, and whether its last proof is fresh.

use crate::{
    Caller, Error, Latchkey, Level, Method, NextStep, Policy, Sensitive, Session,
    audit::{Entry, Event},
    flow::{self, Standing},
    funnel, proof,
    storage::{Conn, Tx, execute, one, optional},
    totp,
    view::{Status, User},
};
use std::time::Duration;

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
pub(crate) async fn load(conn: Conn<'_>, latchkey: &Latchkey, session: &Session) -> Result<Standing, Error> {
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
        totp::PENDING_GUESSES
    )?;
    Ok(Standing {
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

/// The policy as it was saved; its defaults until one was.
async fn saved_policy(conn: Conn<'_>) -> Result<Policy, Error> {
    let row = optional!((String,), conn, "SELECT body FROM policy ORDER BY version DESC LIMIT 1")?;
    read_policy(row.as_ref().map(|(body,)| body.as_str()))
}

/// A policy from the table; the defaults before there was one.
pub(crate) fn read_policy(body: Option<&str>) -> Result<Policy, Error> {
    let Some(body) = body else { return Ok(Policy::default()) };
    serde_json::from_str(body).map_err(|error| {
        tracing::error!(error = %error, "the stored policy can't be read");
        Error::Unavailable
    })
}

/// What can be proved, the one to ask for first in front: what is accepted, and all the same whatever there is if nothing of it is.
fn provable(standing: &Standing, policy: &Policy) -> Vec<Method> {
    let accepted = standing.accepted(policy);
    if accepted.is_empty() { standing.enrolled.clone() } else { accepted }
}

impl Latchkey {
    /// The policy in force. It has no passkeys where there can't be any.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn policy(&self) -> Result<Policy, Error> {
        self.policy_on(self.db.read().await?.conn()).await
    }

    /// The policy as it was saved, for whoever changes it.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn saved_policy(&self) -> Result<Policy, Error> {
        saved_policy(self.db.read().await?.conn()).await
    }

    /// The policy in force.
    pub(crate) async fn policy_on(&self, conn: Conn<'_>) -> Result<Policy, Error> {
        Ok(self.in_force(saved_policy(conn).await?))
    }

    /// What is left of a policy here: no passkeys, where there can't be any.
    pub(crate) fn in_force(&self, policy: Policy) -> Policy {
        Policy { passkey: policy.passkey && self.relying_party.obstacle().is_none(), ..policy }
    }

    /// What the visitor has to do now.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn next_step(&self, session: Option<&Session>) -> Result<NextStep, Error> {
        let Some(session) = session else { return Ok(NextStep::SignIn) };
        let mut read = self.db.read().await?;
        let policy = self.policy_on(read.conn()).await?;
        let standing = load(read.conn(), self, session).await?;
        Ok(flow::next_step(&policy, Some(&standing)))
    }

    /// Where the visitor stands, read in one go.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn status(&self, session: Option<&Session>) -> Result<Status, Error> {
        let Some(session) = session else { return Ok(Status::signed_out()) };
        let mut read = self.db.read().await?;
        let policy = self.policy_on(read.conn()).await?;
        let standing = load(read.conn(), self, session).await?;
        let step = flow::next_step(&policy, Some(&standing));
        if step == NextStep::SignIn {
            return Ok(Status::signed_out());
        }
        Ok(Status {
            user: Some(session.user(&step)),
            step,
            enrolled: provable(&standing, &policy),
            offered: policy.offered(),
            sign_in: Some(self.form_token(session)),
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

    /// Whether an application that wants a method to have been proved within the last minutes would have to ask for one. A proof that was given for
    /// something else doesn't count.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn needs_step_up(&self, session: &Session) -> Result<bool, Error> {
        session.require_full()?;
        let mut read = self.db.read().await?;
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
        let mut read = self.db.read().await?;
        let policy = self.policy_on(read.conn()).await?;
        match self.require_proof(read.conn(), session, &policy, act).await {
            Ok(_) => Ok(false),
            Err(Error::StepUpRequired) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// The method that could be added to the only one, unless the user has declined it.
    pub(crate) async fn second_method(
        &self,
        conn: Conn<'_>,
        session: &Session,
        policy: &Policy,
        standing: &Standing,
    ) -> Result<Option<Method>, Error> {
        let [only] = standing.enrolled.as_slice() else { return Ok(None) };
        let declined = optional!(
            (String,),
            conn,
            "SELECT id FROM account WHERE id = $1 AND second_method_declined_at IS NOT NULL",
            &session.account_id
        )?;
        let other = policy.offered().into_iter().find(|method| method != only);
        Ok(other.filter(|_| declined.is_none()))
    }

    /// The user doesn't want a second method: it isn't offered again.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn decline_second_method(&self, session: &Session) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.db.begin().await?;
        execute!(tx.conn(), "UPDATE account SET second_method_declined_at = $2 WHERE id = $1", &session.account_id, self.now().0)?;
        tx.commit().await?;
        Ok(())
    }

    /// The user puts off the enrollment that the policy asks for, as long as it can be put off: in this session it isn't asked for again.
    ///
    /// # Errors
    ///
    /// [`Error::NotPossibleNow`] where nothing can be put off (any more); [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn postpone_enrollment(&self, caller: &Caller, session: &Session) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.db.begin().await?;
        let policy = self.policy_on(tx.conn()).await?;
        let standing = load(tx.conn(), self, session).await?;
        if !matches!(flow::next_step(&policy, Some(&standing)), NextStep::ChooseMethod { skippable: true, .. }) {
            return Err(Error::NotPossibleNow);
        }
        execute!(tx.conn(), "UPDATE session SET postponed_at = $2 WHERE id = $1", &session.id, self.now().0)?;
        Entry::new(&session.account_id, caller, Event::EnrollmentPostponed).record(tx.conn(), &self.world).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Notes that the session got a step done, and which one it came to; nothing if that step wasn't on its way.
    pub(crate) async fn note_progress(&self, tx: &mut Tx, policy: &Policy, session: &Session, done: &str) -> Result<(), Error> {
        if !funnel::left(tx, session, self.now(), done).await? {
            return Ok(());
        }
        let standing = load(tx.conn(), self, session).await?;
        funnel::reached(tx, session, self.now(), flow::next_step(policy, Some(&standing)).name()).await
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
    ) -> Result<Standing, Error> {
        let method = if act == Sensitive::AddPasskey { Method::Passkey } else { Method::Totp };
        if !policy.offered().contains(&method) {
            return Err(Error::MethodDisabled);
        }
        match session.level {
            Level::Full => self.require_proof(tx.conn(), session, policy, act).await,
            Level::Half => {
                let standing = load(tx.conn(), self, session).await?;
                if standing.enrolled.is_empty() { Ok(standing) } else { Err(Error::RequiresAdditionalAuth) }
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
    ) -> Result<Standing, Error> {
        let standing = self.require_proof(conn, session, policy, act).await?;
        // What the policy has come to demand since the sign-in is owed by sessions that were full before, too.
        let owes = standing.enrolled.is_empty() && policy.demands_enrollment() && policy.grace(standing.at).is_none();
        if owes { Err(Error::RequiresAdditionalAuth) } else { Ok(standing) }
    }

    /// The proof alone, of who may still owe an enrollment.
    async fn require_proof(&self, mut conn: Conn<'_>, session: &Session, policy: &Policy, act: Sensitive) -> Result<Standing, Error> {
        session.require_full()?;
        let standing = load(conn.reborrow(), self, session).await?;
        let nothing_to_prove = standing.enrolled.is_empty() && act != Sensitive::Administer;
        let proved = nothing_to_prove
            || self.step_up_is_fresh(session, policy)
            || session.granted == Some(act)
            || proof::granted(conn, session, self.now()).await? == Some(act);
        if proved { Ok(standing) } else { Err(Error::StepUpRequired) }
    }
}
