//! Recoveries as the dashboard and the command line show them.

use crate::{
    Admin, Error, Operator, Session,
    storage::{Conn, all},
};
use strum::{Display, EnumString, IntoStaticStr};

/// Recoveries that have ended and are shown.
const ENDED_SHOWN: i64 = 50;
/// Recoveries under way that are shown.
const SHOWN: i64 = 500;

/// The state of a recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum RecoveryState {
    /// The waiting time isn't over.
    Waiting,
    /// A new method can be set up.
    Ready,
    /// A new method was set up.
    Done,
    /// It was stopped.
    Stopped,
    /// A change of the account ended it.
    Voided,
    /// Nobody completed it in time.
    Lapsed,
}

/// A recovery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryLine {
    /// The id.
    pub id: String,
    /// The id of the account.
    pub account_id: String,
    /// The name of the account.
    pub name: String,
    /// The state.
    pub state: RecoveryState,
    /// When it began: milliseconds since 1970.
    pub began_at: i64,
    /// The earliest end of the waiting time: milliseconds since 1970. It is later if notices couldn't be handed over.
    pub ready_at: i64,
    /// When it ended, or when the days end in which it can be completed: milliseconds since 1970.
    pub until_at: Option<i64>,
    /// The cause of its end: `mail_link`, `session`, `administrator`, `operator`, `link`, `clock`, or the name of an event of the audit.
    pub ended_by: Option<String>,
    /// The days of the waiting time whose notices must be handed over.
    pub days: i64,
    /// The days before the present one whose notices were handed over.
    pub told: i64,
    /// The present day, from 1.
    pub day: i64,
    /// The newest notices: all of them.
    pub notices: i64,
    /// The newest notices that were handed over.
    pub handed_over: i64,
    /// The newest notices that were given up.
    pub failed: i64,
    /// The network address of the request that began it.
    pub network: String,
    /// The browser's description of itself.
    pub agent: String,
}

/// The recoveries that are under way, and those that ended last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecoveryList {
    /// Under way, the oldest first.
    pub under_way: Vec<RecoveryLine>,
    /// The fifty that ended last, the latest first.
    pub ended: Vec<RecoveryLine>,
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: String,
    account_id: String,
    name: String,
    state: String,
    began_at: i64,
    ready_at: i64,
    until_at: Option<i64>,
    ended_by: Option<String>,
    days: i64,
    told: i64,
    day: i64,
    notices: i64,
    handed_over: i64,
    failed: i64,
    network: String,
    agent: String,
}

impl Row {
    /// `None` for a state of a newer version.
    fn line(self) -> Option<RecoveryLine> {
        Some(RecoveryLine {
            state: self.state.parse().ok()?,
            id: self.id,
            account_id: self.account_id,
            name: self.name,
            began_at: self.began_at,
            ready_at: self.ready_at,
            until_at: self.until_at,
            ended_by: self.ended_by,
            days: self.days,
            told: self.told,
            day: self.day,
            notices: self.notices,
            handed_over: self.handed_over,
            failed: self.failed,
            network: self.network,
            agent: self.agent,
        })
    }
}

/// The columns of a line, up to the condition.
macro_rules! select_lines {
    ($condition:literal) => {
        concat!(
            "SELECT account_recovery.id, account_recovery.account_id, COALESCE(label, email) AS name, account_recovery.state, began_at, ready_at,
                    COALESCE(ended_at, until_at) AS until_at, ended_by, days, told, account_recovery.day, network, agent,
                    COUNT(notice.delivery_id) AS notices, COUNT(CASE WHEN delivery.state = 'done' THEN 1 END) AS handed_over,
                    COUNT(CASE WHEN delivery.state = 'failed' THEN 1 END) AS failed
             FROM account_recovery JOIN account ON account.id = account_recovery.account_id
             LEFT JOIN account_recovery_notice AS notice ON notice.recovery_id = account_recovery.id
                  AND notice.day = CASE WHEN account_recovery.state = 'ready' THEN 0 ELSE account_recovery.day END
             LEFT JOIN delivery ON delivery.id = notice.delivery_id
             WHERE ",
            $condition
        )
    };
}

async fn load(mut conn: Conn<'_>) -> Result<RecoveryList, Error> {
    let under_way = all!(
        Row,
        conn.reborrow(),
        select_lines!(
            "account_recovery.state IN ('waiting', 'ready') GROUP BY account_recovery.id, label, email ORDER BY began_at LIMIT $1"
        ),
        SHOWN
    )?;
    let ended = all!(
        Row,
        conn,
        select_lines!("ended_at IS NOT NULL GROUP BY account_recovery.id, label, email ORDER BY ended_at DESC LIMIT $1"),
        ENDED_SHOWN
    )?;
    let lines = |rows: Vec<Row>| rows.into_iter().filter_map(Row::line).collect();
    Ok(RecoveryList { under_way: lines(under_way), ended: lines(ended) })
}

impl Admin<'_> {
    /// The recoveries that are under way, and those that ended last.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn recoveries(self, session: &Session) -> Result<RecoveryList, Error> {
        session.require_administrator()?;
        load(self.latchkey.db().read().await?.conn()).await
    }
}

impl Operator<'_> {
    /// The recoveries that are under way, and those that ended last.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn recoveries(self) -> Result<RecoveryList, Error> {
        load(self.latchkey.db().read().await?.conn()).await
    }
}
