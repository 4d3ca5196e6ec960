//! The columns of a session, and the level that it has under the policy in force.

use super::AccountRecovery;
use crate::{
    Error, Latchkey, Level, Policy, Purpose, Session, Timestamp,
    facts_columns::FactsColumns,
    flow::{self, SessionFacts},
    proof,
    trust::TrustColumns,
    visitor::VisitorMail,
};
use std::sync::Arc;

/// The values that [`select_session!`] selects.
#[derive(sqlx_macros::FromRow)]
pub(crate) struct SessionColumns {
    pub(crate) id: String,
    pub(crate) token_hash: Vec<u8>,
    account_id: String,
    email: String,
    administrator: bool,
    created_at: i64,
    pub(crate) last_seen_at: i64,
    pub(crate) proved_at: Option<i64>,
    pub(crate) proved_method: Option<String>,
    return_to: Option<String>,
    subject: Option<String>,
    application_session: Option<Vec<u8>>,
    address: Option<String>,
    language: Option<String>,
    password_by_mail: bool,
    password_due: bool,
    under_way: Option<String>,
    is_ready: bool,
    began_at: Option<i64>,
    ready_at: Option<i64>,
    policy: Option<String>,
    #[sqlx(flatten)]
    facts: FactsColumns,
    /// The trust that opened it, if it is still there.
    #[sqlx(flatten)]
    trust: TrustColumns,
}

/// The statement that selects [`SessionColumns`], all data that the level in force and the next step depend on, and more columns after a comma. `$now`
/// is the parameter with the time, `$guesses` the one with the number of guesses at a pending device.
macro_rules! select_session {
    ($now:literal, $guesses:literal, $($more:literal,)? where $($condition:literal)+) => {
        concat!(
            "SELECT session.id, session.token_hash, session.account_id, COALESCE(label, email) AS email, administrator, session.created_at,
                    session.last_seen_at, proved_at, proved_method, return_to, subject, application_session, account.address, account.language,
                    browser.trust_id, trusted_at, trusted_until, trusted_method,
                    password_by_mail_at IS NOT NULL AS password_by_mail, password_due_at IS NOT NULL AS password_due,
                    account_recovery.id AS under_way, COALESCE(account_recovery.state = 'ready', FALSE) AS is_ready, began_at, ready_at,
                    session.postponed_at IS NOT NULL AS postponed,
                    COALESCE(session.level = 'half' AND session.recovery_id = account_recovery.id AND account_recovery.state = 'ready'
                             AND account_recovery.until_at > ",
            $now,
            ", FALSE) AS recovering,
             ",
            $crate::facts_columns::facts_columns!("account.id", "session.id", $now, $guesses),
            ", ",
            $crate::policy_in_force::newest_policy!(),
            " AS policy",
            $(", ", $more,)?
            "
             FROM session JOIN account ON account.id = session.account_id
             LEFT JOIN browser ON browser.account_id = account.id AND browser.trust_id = session.trust_id
             LEFT JOIN account_recovery ON account_recovery.account_id = account.id AND account_recovery.state IN ('waiting', 'ready')
             WHERE ",
            $($condition),+
        )
    };
}

pub(crate) use select_session;

impl SessionColumns {
    /// The present session for a request that an earlier reading has found by this token, with this proof. A proof that came with another token isn't
    /// this request's.
    pub(crate) fn for_token(self, token_hash: Vec<u8>, (proved_at, proved_method): (Option<i64>, Option<String>)) -> Self {
        if self.token_hash == token_hash { self } else { Self { token_hash, proved_at, proved_method, ..self } }
    }

    /// The policy in force.
    pub(crate) fn policy(&self, latchkey: &Latchkey) -> Result<Arc<Policy>, Error> {
        latchkey.policy_of(self.policy.as_deref())
    }

    /// The session, at its level under this policy: with a step pending, a full session is a half one again. Returns it with the facts that its next
    /// step depends on.
    pub(crate) fn into_session(self, latchkey: &Latchkey, policy: &Policy, level: Level) -> (Session, SessionFacts) {
        let now = latchkey.now();
        let counts = |method: &String| proof::counts(method, policy);
        // An account without methods has no valid proof either: the proved method is gone.
        let enrolled = self.facts.has_method();
        let (proved_method, proved_at) = self.proved_method.filter(counts).zip(self.proved_at.map(Timestamp)).filter(|_| enrolled).unzip();
        let recovery = self.under_way.zip(self.began_at).zip(self.ready_at).map(|((id, began_at), ready_at)| AccountRecovery {
            id,
            is_ready: self.is_ready,
            began_at: Timestamp(began_at),
            ready_at: Timestamp(ready_at),
        });
        // Trust is judged as of the sign-in: its end in the course of the session interrupts nobody.
        let trust = self.trust.trust().filter(|trust| trust.counts(policy, Timestamp(self.created_at)));
        let has_trust = enrolled && !self.administrator && trust.is_some();
        let trusted = has_trust && proved_at.is_none();
        let (given_out, level) = match level {
            Level::Half => (level, Level::Half),
            Level::Full => (level, flow::level_in_force(policy, &self.facts.enrolled(), proved_at.is_some() || trusted, now)),
        };
        let session = Session {
            id: self.id,
            account_id: self.account_id,
            email: self.email,
            administrator: self.administrator,
            level,
            created_at: Timestamp(self.created_at),
            proved_at,
            proved_method,
            trusted,
            has_trust,
            return_to: self.return_to,
            purpose: Purpose::Session,
            granted: None,
            granted_by: None,
            demoted: given_out != level,
            password_by_mail: self.password_by_mail,
            password_due: self.password_due,
            recovery,
            subject: self.subject,
            application_session: self.application_session,
            mail: VisitorMail { address: self.address, language: self.language },
            token_hash: self.token_hash,
        };
        (session, self.facts.facts(level, proved_at, now))
    }
}
