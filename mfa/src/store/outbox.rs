//! The queue of mails as the dashboard shows it.

use crate::{
    Admin, Caller, Error, Session,
    administer::Administering,
    audit::{Entry, Event},
    delivery::receiver_is_of_account,
    storage::{all, one, optional},
};
use std::time::Duration;
use strum::{EnumString, IntoStaticStr};

/// Messages shown.
const SHOWN: i64 = 100;
/// How long a message that failed is attempted again.
const AGAIN: Duration = Duration::from_hours(3 * 24);

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
    /// Whether it can be attempted now. A failed message can't be repeated if it had the token of a link, or its receiver has ceased to be an address of
    /// the account.
    pub can_retry: bool,
}

/// The messages that aren't sent, and how many are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxPage {
    /// Up to a hundred messages that wait or have failed: failed ones first that no visitor has caused, such as notices, then the newest.
    pub lines: Vec<DeliveryLine>,
    /// All waiting messages.
    pub waiting: i64,
    /// All failed messages of the last 90 days.
    pub failed: i64,
    /// All sent messages of the last 30 days.
    pub sent: i64,
}

#[derive(sqlx_macros::FromRow)]
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

/// Whether a message can be attempted now, at the moment of parameter 1.
macro_rules! can_retry {
    () => {
        concat!("(params IS NOT NULL AND (state = 'waiting' OR state = 'failed' AND ", receiver_is_of_account!("$1"), "))")
    };
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
            concat!(
                "SELECT id, kind, receiver, state, attempts, reason, created_at, COALESCE(done_at, due_at) AS next_at, ",
                can_retry!(),
                " AS can_retry FROM delivery
                 WHERE state <> 'done' ORDER BY CASE WHEN state = 'failed' AND rank = 0 THEN 0 ELSE 1 END, id DESC LIMIT $2"
            ),
            self.latchkey.now().0,
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
    pub async fn retry_delivery(self, caller: &Caller, session: &Session, id: &str) -> Result<(), Error> {
        let Administering { mut tx, .. } = self.administer(session).await?;
        let now = self.latchkey.now();
        let due = optional!(
            (Option<String>, String),
            tx.conn(),
            concat!(
                "UPDATE delivery SET state = 'waiting', due_at = $1, done_at = NULL,
                        give_up_at = CASE WHEN state = 'failed' THEN $3 ELSE give_up_at END
                 WHERE id = $2 AND ",
                can_retry!(),
                " RETURNING account_id, kind"
            ),
            now.0,
            id,
            (now + AGAIN).0
        )?;
        let (account, kind) = due.ok_or(Error::NotFound)?;
        let entry = Entry { account: account.as_deref(), ..Entry::of_installation(caller, Event::MailRetried) };
        entry.detail(&kind).by(session).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        self.latchkey.wake_sender();
        Ok(())
    }
}
