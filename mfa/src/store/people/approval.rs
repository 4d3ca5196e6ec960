//! Actions of an administrator on another one, which wait for a third one's decision.

use super::AdminAction;
use crate::{
    Admin, Caller, Error, Latchkey, Session, Timestamp,
    administer::Administering,
    audit::{Entry, Event},
    storage::{Conn, all, execute, optional},
};
use std::time::Duration;

/// How long a request can be decided.
const DECIDE_WITHIN: Duration = Duration::from_hours(24);
/// How long a request is shown after it was made.
const SHOWN: Duration = Duration::from_hours(30 * 24);

/// A request that needs another administrator's approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Opaque.
    pub id: String,
    /// The requested action.
    pub act: AdminAction,
    /// The id of the account that it is for.
    pub account_id: String,
    /// The name shown for that account.
    pub name: String,
    /// The id of the requester's account.
    pub requested_by: String,
    /// The name shown for the requester.
    pub requester: String,
    /// The reason, in the requester's words.
    pub reason: String,
    /// When it was requested: milliseconds since 1970.
    pub at: i64,
    /// The end of the time in which it can be decided: milliseconds since 1970.
    pub expires_at: i64,
    /// `approved`, `refused` or `withdrawn`; `None` while it is open, and if it expired.
    pub outcome: Option<String>,
    /// The name shown for the administrator who decided.
    pub decider: Option<String>,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: String,
    act: String,
    account_id: String,
    name: String,
    requested_by: String,
    requester: String,
    reason: String,
    at: i64,
    expires_at: i64,
    outcome: Option<String>,
    decider: Option<String>,
}

impl Row {
    fn read(self) -> Option<Approval> {
        let Self { id, act, account_id, name, requested_by, requester, reason, at, expires_at, outcome, decider } = self;
        let act = AdminAction::from_name(&act)?;
        Some(Approval { id, act, account_id, name, requested_by, requester, reason, at, expires_at, outcome, decider })
    }
}

/// Stores a request for approval. Returns false if an equal request is open already.
pub(super) async fn request(
    mut conn: Conn<'_>,
    latchkey: &Latchkey,
    session: &Session,
    account: &str,
    act: AdminAction,
    reason: &str,
) -> Result<bool, Error> {
    let now = latchkey.now();
    let same = optional!(
        (String,),
        conn.reborrow(),
        "SELECT id FROM approval WHERE account_id = $1 AND act = $2 AND requested_by = $3 AND outcome IS NULL
         AND expires_at > $4 AND expires_at <= $5",
        account,
        act.as_str(),
        &session.account_id,
        now.0,
        now.latest_end(DECIDE_WITHIN).0
    )?;
    if same.is_some() {
        return Ok(false);
    }
    execute!(
        conn,
        "INSERT INTO approval (id, act, account_id, requested_by, reason, at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        latchkey.env().id()?,
        act.as_str(),
        account,
        &session.account_id,
        reason,
        now.0,
        (now + DECIDE_WITHIN).0
    )?;
    Ok(true)
}

/// The requests that can be decided now, for all accounts or for one, oldest first. Requests of accounts that aren't administrators any more are left
/// out: they can't be decided.
pub(super) async fn open(conn: Conn<'_>, account: Option<&str>, now: Timestamp) -> Result<Vec<Approval>, Error> {
    let rows = all!(
        Row,
        conn,
        "SELECT approval.id, act, account_id, COALESCE(target.label, target.email) AS name, requested_by,
                COALESCE(asker.label, asker.email) AS requester, reason, at, expires_at, outcome, CAST(NULL AS TEXT) AS decider
         FROM approval JOIN account AS target ON target.id = account_id JOIN account AS asker ON asker.id = requested_by
         WHERE outcome IS NULL AND expires_at > $1 AND expires_at <= $3 AND asker.administrator AND asker.disabled_at IS NULL
         AND (account_id = $2 OR $2 = '') ORDER BY at, approval.id LIMIT 200",
        now.0,
        account.unwrap_or_default(),
        now.latest_end(DECIDE_WITHIN).0
    )?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

async fn over(conn: Conn<'_>, now: Timestamp) -> Result<Vec<Approval>, Error> {
    let since = now.0.saturating_sub(i64::try_from(SHOWN.as_millis()).unwrap_or(i64::MAX));
    let rows = all!(
        Row,
        conn,
        "SELECT approval.id, act, account_id, COALESCE(target.label, target.email) AS name, requested_by,
                COALESCE(asker.label, asker.email) AS requester, reason, at, expires_at, outcome,
                COALESCE(decider.label, decider.email) AS decider
         FROM approval JOIN account AS target ON target.id = account_id JOIN account AS asker ON asker.id = requested_by
         LEFT JOIN account AS decider ON decider.id = decided_by
         WHERE at > $1 AND (outcome IS NOT NULL OR expires_at <= $2 OR expires_at > $3) ORDER BY at DESC, approval.id DESC LIMIT 200",
        since,
        now.0,
        now.latest_end(DECIDE_WITHIN).0
    )?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// Ends the requests made while the clock was ahead.
pub(crate) async fn end_approvals_of_the_future(conn: Conn<'_>, now: Timestamp) -> Result<u64, Error> {
    let statement = "UPDATE approval SET expires_at = 0 WHERE outcome IS NULL AND expires_at > $1";
    Ok(execute!(conn, statement, now.latest_end(DECIDE_WITHIN).0)?)
}

impl Admin<'_> {
    /// The open requests, oldest first, and the requests of the last thirty days that were decided or expired, newest first.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn approvals(self, session: &Session) -> Result<(Vec<Approval>, Vec<Approval>), Error> {
        session.require_administrator()?;
        let mut read = self.latchkey.db().read().await?;
        Ok((open(read.conn(), None, self.latchkey.now()).await?, over(read.conn(), self.latchkey.now()).await?))
    }

    /// The number of open requests that this administrator can decide: neither made by them nor about them.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn approvals_to_decide(self, session: &Session) -> Result<usize, Error> {
        session.require_administrator()?;
        let mine = |id: &String| *id == session.account_id;
        let open = open(self.latchkey.db().read().await?.conn(), None, self.latchkey.now()).await?;
        Ok(open.iter().filter(|approval| !mine(&approval.requested_by) && !mine(&approval.account_id)).count())
    }

    /// Approves another administrator's request, which applies it at once, or refuses it.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's, and for a request that isn't open, also because the requester isn't an
    /// administrator any more; [`Error::StepUpRequired`]; [`Error::SecondAdministratorNeeded`] if the administrator made the request or is its
    /// target.
    pub async fn decide_approval(self, caller: &Caller, session: &Session, id: &str, approve: bool) -> Result<(), Error> {
        let Administering { mut tx, .. } = self.administer(session).await?;
        let concerned = optional!(
            (String,),
            tx.conn(),
            "SELECT id FROM approval WHERE id = $1 AND (requested_by = $2 OR account_id = $2)",
            id,
            &session.account_id
        )?;
        if concerned.is_some() {
            return Err(Error::SecondAdministratorNeeded);
        }
        let now = self.latchkey.now();
        let decided = optional!(
            (String, String, String),
            tx.conn(),
            "UPDATE approval SET outcome = $2, decided_by = $3, decided_at = $4
             WHERE id = $1 AND outcome IS NULL AND expires_at > $4 AND expires_at <= $5
             AND EXISTS (SELECT 1 FROM account WHERE account.id = requested_by AND administrator AND disabled_at IS NULL)
             RETURNING act, account_id, reason",
            id,
            if approve { "approved" } else { "refused" },
            &session.account_id,
            now.0,
            now.latest_end(DECIDE_WITHIN).0
        )?;
        let (act, account, reason) = decided.ok_or(Error::NotFound)?;
        let event = if approve { Event::ApprovalGranted } else { Event::ApprovalRefused };
        Entry::new(&account, caller, event).by(session).detail(&reason).record(tx.conn(), self.latchkey.env()).await?;
        if approve {
            let act = AdminAction::from_name(&act).ok_or(Error::Unavailable)?;
            self.apply_as_administrator(&mut tx, caller, session, &account, act, &reason).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Withdraws the administrator's own request.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's, for a decided request, and for another administrator's;
    /// [`Error::StepUpRequired`].
    pub async fn withdraw_approval(self, caller: &Caller, session: &Session, id: &str) -> Result<(), Error> {
        let Administering { mut tx, .. } = self.administer(session).await?;
        let withdrawn = optional!(
            (String, String),
            tx.conn(),
            "UPDATE approval SET outcome = 'withdrawn', decided_by = $2, decided_at = $3
             WHERE id = $1 AND requested_by = $2 AND outcome IS NULL
             RETURNING account_id, reason",
            id,
            &session.account_id,
            self.latchkey.now().0
        )?;
        let (account, reason) = withdrawn.ok_or(Error::NotFound)?;
        let entry = Entry::new(&account, caller, Event::ApprovalWithdrawn).by(session).detail(&reason);
        entry.record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(())
    }
}
