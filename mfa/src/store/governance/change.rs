//! A change of the policy.

use super::{account_group, unknown, version};
use crate::{
    Admin, Caller, Error, LastAdministrator, Operator, Policy, Session,
    administer::Administering,
    administrators::Administrators,
    audit::{Entry, Event},
    reason,
    storage::{Conn, execute},
};

impl Admin<'_> {
    /// Saves a policy as the version after `based_on`. `confirmed` is the number of locked-out people that the administrator has confirmed.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's; [`Error::StepUpRequired`]; [`Error::ReasonMissing`]; [`Error::MalformedRequest`]
    /// for an invalid policy (see [`Policy::check`]); [`Error::PolicyChanged`] if another version was saved meanwhile; [`Error::LastAdministrator`]
    /// if no administrator could sign in any more; [`Error::ConfirmationMissing`] if people would be locked out and that number wasn't confirmed.
    pub async fn change_policy(
        self,
        caller: &Caller,
        session: &Session,
        (based_on, policy): (i64, &Policy),
        reason: &str,
        confirmed: Option<i64>,
    ) -> Result<i64, Error> {
        session.require_administrator()?;
        policy.check().map_err(|_| Error::MalformedRequest)?;
        let reason = reason::check(reason)?;
        // The facts that are counted here mustn't change before the policy does: the administration is locked.
        let Administering { mut tx, policy: now, administrators } = self.administer(session).await?;
        if version::newest(tx.conn()).await?.number != based_on {
            return Err(Error::PolicyChanged);
        }
        let then = self.latchkey.in_force(policy.clone());
        administrators.require_one_under(&now, &then)?;
        let locked_out = account_group::newly_locked_out(&account_group::take(tx.conn()).await?, &now, &then);
        if locked_out > 0 && confirmed != Some(locked_out) {
            return Err(Error::ConfirmationMissing);
        }
        let number = based_on.saturating_add(1);
        if !insert(tx.conn(), number, policy, (&session.account_id, reason), self.latchkey.now().0).await? {
            return Err(Error::PolicyChanged);
        }
        let detail = format!("{number}: {reason}");
        Entry::of_installation(caller, Event::PolicySaved).by(session).detail(&detail).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(number)
    }
}

impl Operator<'_> {
    /// Saves a policy without a preview, for the operator at the command line.
    ///
    /// # Errors
    ///
    /// [`Error::MalformedRequest`] for an invalid policy (see [`Policy::check`]); [`Error::LastAdministrator`], unless `last` allows it;
    /// [`Error::PolicyChanged`] if another policy was saved in the same moment.
    pub async fn save_policy(self, author: &str, reason: &str, policy: &Policy, last: LastAdministrator) -> Result<(), Error> {
        policy.check().map_err(|_| Error::MalformedRequest)?;
        let mut tx = self.latchkey.db().begin().await?;
        let administrators = Administrators::lock(tx.conn()).await?;
        let (now, then) = (self.latchkey.policy_on(tx.conn()).await?, self.latchkey.in_force(policy.clone()));
        if last == LastAdministrator::Stays {
            administrators.require_one_under(&now, &then)?;
        }
        let number = version::newest(tx.conn()).await?.number.saturating_add(1);
        if !insert(tx.conn(), number, policy, (author, reason), self.latchkey.now().0).await? {
            return Err(Error::PolicyChanged);
        }
        let detail = format!("{number}: {reason}");
        let caller = Caller::operator();
        Entry::of_installation(&caller, Event::PolicySaved).detail(&detail).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Returns false if a version with this number exists.
async fn insert(mut conn: Conn<'_>, number: i64, policy: &Policy, (author, reason): (&str, &str), at: i64) -> Result<bool, Error> {
    let body = unknown::body(conn.reborrow(), policy).await?;
    let inserted = execute!(
        conn,
        "INSERT INTO policy (version, body, author, reason, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (version) DO NOTHING",
        number,
        body,
        author,
        reason,
        at
    )?;
    Ok(inserted == 1)
}
