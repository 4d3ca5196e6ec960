//! Where a session stands, read from the storage, and whether its last proof is fresh.

use crate::{
    Error, Latchkey, Method, NextStep, Policy, Session,
    flow::{self, Standing},
    funnel,
    storage::{Conn, Tx, one, optional},
    totp,
    view::{Status, User},
};
use std::time::Duration;

#[derive(sqlx::FromRow)]
struct Row {
    devices: i64,
    pending_device: Option<String>,
    pending_sets: i64,
}

/// Reads everything that the next step depends on.
pub(crate) async fn load(conn: Conn<'_>, latchkey: &Latchkey, session: &Session) -> Result<Standing, Error> {
    let row = one!(
        Row,
        conn,
        "SELECT (SELECT COUNT(*) FROM totp_device WHERE account_id = $1 AND state = 'verified') AS devices,
                (SELECT MAX(id) FROM totp_device
                 WHERE session_id = $2 AND state = 'pending' AND expires_at > $3 AND guesses < $4) AS pending_device,
                (SELECT COUNT(*) FROM recovery_set WHERE session_id = $2 AND state = 'pending') AS pending_sets",
        &session.account_id,
        &session.id,
        latchkey.now().0,
        totp::PENDING_GUESSES
    )?;
    Ok(Standing {
        level: session.level,
        enrolled: if row.devices > 0 { vec![Method::Totp] } else { vec![] },
        pending_device: row.pending_device,
        codes_unacknowledged: row.pending_sets > 0,
    })
}

/// The policy in force; its defaults until one was saved.
pub(crate) async fn policy(conn: Conn<'_>) -> Result<Policy, Error> {
    let row = optional!((String,), conn, "SELECT body FROM policy ORDER BY version DESC LIMIT 1")?;
    let Some((body,)) = row else { return Ok(Policy::default()) };
    serde_json::from_str(&body).map_err(|error| {
        tracing::error!(error = %error, "the stored policy can't be read");
        Error::Unavailable
    })
}

impl Latchkey {
    /// The policy in force.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn policy(&self) -> Result<Policy, Error> {
        policy(self.db.read().await?.conn()).await
    }

    /// What the visitor has to do now.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn next_step(&self, session: Option<&Session>) -> Result<NextStep, Error> {
        let Some(session) = session else { return Ok(NextStep::SignIn) };
        let mut read = self.db.read().await?;
        let policy = policy(read.conn()).await?;
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
        let policy = policy(read.conn()).await?;
        let standing = load(read.conn(), self, session).await?;
        let step = flow::next_step(&policy, Some(&standing));
        Ok(Status {
            user: Some(session.user(&step)),
            step,
            enrolled: standing.enrolled,
            offered: policy.offered(),
            sign_in: Some(session.id.clone()),
        })
    }

    /// The person behind the session, with the scope that it carries.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn user(&self, session: &Session) -> Result<User, Error> {
        Ok(session.user(&self.next_step(Some(session)).await?))
    }

    /// Whether a sensitive action would ask this session for a proof first.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn needs_step_up(&self, session: &Session) -> Result<bool, Error> {
        let mut read = self.db.read().await?;
        let policy = policy(read.conn()).await?;
        match self.require_step_up(read.conn(), session, &policy).await {
            Ok(_) => Ok(false),
            Err(Error::StepUpRequired) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// Notes that the session left a step, and which one it reached.
    pub(crate) async fn note_progress(&self, tx: &mut Tx, policy: &Policy, session: &Session, left: &str) -> Result<(), Error> {
        let standing = load(tx.conn(), self, session).await?;
        let reached = flow::next_step(policy, Some(&standing));
        funnel::moved(tx, session, self.now(), Some(left), reached.name()).await
    }

    /// Whether the session's last proof is young enough for a sensitive action.
    fn step_up_is_fresh(&self, session: &Session, policy: &Policy) -> bool {
        let lasts = Duration::from_secs(policy.step_up_seconds);
        session.proved_at.is_some_and(|proved_at| proved_at.until(self.now()) < lasts)
    }

    /// Refuses a half session, and asks one of an account that has a method for a fresh proof of it.
    pub(crate) async fn require_step_up(&self, conn: Conn<'_>, session: &Session, policy: &Policy) -> Result<Standing, Error> {
        session.require_full()?;
        let standing = load(conn, self, session).await?;
        if !standing.enrolled.is_empty() && !self.step_up_is_fresh(session, policy) {
            return Err(Error::StepUpRequired);
        }
        Ok(standing)
    }
}
