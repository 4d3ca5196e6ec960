//! The queue of mails as the dashboard shows it.

use crate::{
    Admin, Error, Sensitive, Session,
    storage::{all, execute, one},
};
use std::time::Duration;
use strum::{EnumString, IntoStaticStr};

/// Messages shown.
const SHOWN: i64 = 100;
/// How long a message that failed is attempted again.
const AGAIN: Duration = Duration::from_secs(3 * 24 * 3600);

/// The state of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum DeliveryState {
    /// The message waits for its next attempt, or is being handed over.
    Waiting,
    /// The relay took it.
    Done,
    /// It was given up.
    Failed,
}

/// A message in the queue, without its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryLine {
    /// The id.
    pub id: String,
    /// The name of its kind, such as `reset-password`.
    pub kind: String,
    /// The address of the receiver.
    pub receiver: String,
    /// The state.
    pub state: DeliveryState,
    /// Attempts up to now.
    pub attempts: i64,
    /// The reason why the last attempt failed.
    pub reason: Option<String>,
    /// The moment of the event: milliseconds since 1970.
    pub created_at: i64,
    /// The next attempt, or the end: milliseconds since 1970.
    pub next_at: i64,
    /// Whether it can be attempted now. A failed message with the token of a link can't be repeated.
    pub can_retry: bool,
}

/// The messages that aren't sent, and how many are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxPage {
    /// The newest hundred messages that wait or have failed.
    pub lines: Vec<DeliveryLine>,
    /// All waiting messages.
    pub waiting: i64,
    /// All failed messages of the last 90 days.
    pub failed: i64,
    /// All sent messages of the last 30 days.
    pub sent: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    receiver: String,
    state: String,
    attempts: i64,
    reason: Option<String>,
    created_at: i64,
    next_at: i64,
    can_retry: bool,
}

impl From<Row> for DeliveryLine {
    fn from(Row { id, kind, receiver, state, attempts, reason, created_at, next_at, can_retry }: Row) -> Self {
        let state = state.parse().unwrap_or(DeliveryState::Failed);
        Self { id, kind, receiver, state, attempts, reason, created_at, next_at, can_retry }
    }
}

impl Admin<'_> {
    /// The messages that wait or have failed.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn outbox(self, session: &Session) -> Result<OutboxPage, Error> {
        session.require_administrator()?;
        let mut read = self.latchkey.db().read().await?;
        let rows = all!(
            Row,
            read.conn(),
            "SELECT id, kind, receiver, state, attempts, reason, created_at, COALESCE(done_at, due_at) AS next_at,
                    params IS NOT NULL AS can_retry
             FROM delivery
             WHERE state IN ('waiting', 'failed') ORDER BY id DESC LIMIT $1",
            SHOWN
        )?;
        let (waiting, failed, sent) = one!(
            (i64, i64, i64),
            read.conn(),
            "SELECT (SELECT COUNT(*) FROM delivery WHERE state = 'waiting'), (SELECT COUNT(*) FROM delivery WHERE state = 'failed'),
                    (SELECT COUNT(*) FROM delivery WHERE state = 'done')"
        )?;
        Ok(OutboxPage { lines: rows.into_iter().map(DeliveryLine::from).collect(), waiting, failed, sent })
    }

    /// Has a waiting message attempted now, or a failed one again, for three more days.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's, or the message can't be repeated; [`Error::StepUpRequired`].
    pub async fn retry_delivery(self, session: &Session, id: &str) -> Result<(), Error> {
        session.require_administrator()?;
        let mut tx = self.latchkey.db().begin().await?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::Administer).await?;
        let now = self.latchkey.now();
        let due = execute!(
            tx.conn(),
            "UPDATE delivery SET state = 'waiting', due_at = $2, done_at = NULL,
                    give_up_at = CASE WHEN state = 'failed' THEN $3 ELSE give_up_at END
             WHERE id = $1 AND state IN ('waiting', 'failed') AND params IS NOT NULL",
            id,
            now.0,
            (now + AGAIN).0
        )?;
        tx.commit().await?;
        self.latchkey.wake_sender();
        if due == 1 { Ok(()) } else { Err(Error::NotFound) }
    }
}
