//! The one sensitive action that a session may perform because a proof was given for it: noted in the session, for an action that takes more than one
//! request.

use crate::{
    Error, Latchkey, Policy, Sensitive, Session, Timestamp,
    flow::SessionFacts,
    proof,
    storage::{Conn, Tx, execute, optional},
};
use std::time::Duration;

/// How long a proof counts for an action that takes more than one request: time to scan a code, or to choose a password.
const GRANT: Duration = Duration::from_mins(10);

/// Notes that a session may perform this one action, since `method` was proved for it, until it is done or given up, or until [`GRANT`] is over.
pub(crate) async fn note(conn: Conn<'_>, session: &Session, act: Sensitive, method: &str, now: Timestamp) -> Result<(), Error> {
    let statement = "UPDATE session SET granted = $2, granted_at = $3, granted_method = $4 WHERE id = $1 AND token_hash = $5";
    execute!(conn, statement, &session.id, act.as_str(), now.0, method, &session.token_hash)?;
    Ok(())
}

/// The action that a session may perform, freshly read: of two requests with the same cookie, the other one may have performed it. A proof by a method
/// that the policy has disabled since doesn't count, nor does one that another request gave while this one, with the token from before, waited.
pub(crate) async fn granted(conn: Conn<'_>, session: &Session, policy: &Policy, now: Timestamp) -> Result<Option<Sensitive>, Error> {
    let row = optional!(
        (Option<String>, Option<i64>, Option<String>),
        conn,
        "SELECT granted, granted_at, granted_method FROM session WHERE id = $1 AND token_hash = $2",
        &session.id,
        &session.token_hash
    )?;
    let Some((Some(name), Some(at), Some(method))) = row else { return Ok(None) };
    let counts = proof::counts(&method, policy) && Timestamp(at).is_within(GRANT, now);
    Ok(Sensitive::from_name(&name).filter(|_| counts))
}

/// Notes that the session has performed `act`, so that its proof doesn't count for another one. A proof for another action remains.
pub(crate) async fn use_up(conn: Conn<'_>, session: &Session, act: Sensitive) -> Result<(), Error> {
    let statement = "UPDATE session SET granted = NULL, granted_at = NULL, granted_method = NULL WHERE id = $1 AND granted = $2";
    execute!(conn, statement, &session.id, act.as_str())?;
    Ok(())
}

/// Withdraws the action that a session may perform.
pub(crate) async fn forget(conn: Conn<'_>, session: &Session) -> Result<(), Error> {
    execute!(conn, "UPDATE session SET granted = NULL, granted_at = NULL, granted_method = NULL WHERE id = $1", &session.id)?;
    Ok(())
}

impl Latchkey {
    /// Notes, under the account's lock, that the proof required for adding a method was given for that: it counts until the method is added. A proof
    /// that was already given for it doesn't become younger.
    pub(crate) async fn grant_enrollment(
        &self,
        tx: &mut Tx,
        session: &Session,
        policy: &Policy,
        facts: &SessionFacts,
        act: Sensitive,
    ) -> Result<(), Error> {
        let now = self.now();
        if facts.enrolled.is_empty() || granted(tx.conn(), session, policy, now).await? == Some(act) {
            return Ok(());
        }
        let for_this = session.granted_by.as_deref().filter(|_| session.granted == Some(act));
        if let Some(method) = for_this.or(session.proved_method.as_deref()) {
            note(tx.conn(), session, act, method, now).await?;
        }
        Ok(())
    }
}
