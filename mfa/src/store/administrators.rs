//! The rule that the installation keeps an administrator who can sign in.
//!
//! Four kinds of change could take the last one away: deleting an account, disabling or resetting one, another policy, and the removal of a method.
//! Each of them calls [`Administrators::lock`] before it reads anything else, in the transaction that makes the change: of two simultaneous changes,
//! the second one sees the result of the first.

use crate::{
    Error, Policy, Session, account,
    factors::Factors,
    storage::{Conn, POLICY_LOCK, all, execute},
};

/// Serialises the changes of which at most one may succeed: another policy, whatever could take the last administrator away, and the sign-ups that
/// could create the first one.
pub(crate) async fn lock_administration(mut conn: Conn<'_>) -> Result<(), Error> {
    if let Conn::Postgres(_) = conn {
        execute!(conn.reborrow(), "SELECT pg_advisory_xact_lock($1)", POLICY_LOCK)?;
    }
    // Servers of earlier versions lock only this row.
    execute!(conn, "UPDATE administration SET revision = revision + 1 WHERE id = 1")?;
    Ok(())
}

/// Keeps the policy as it is until the end of the transaction, for a change of the user's own methods that the policy permits. A policy that switches
/// the user's other method off is saved either before that change, which is then refused, or after it, with the user counted among those whom it locks
/// out. Call it before the account is locked.
pub(crate) async fn keep_policy(conn: Conn<'_>) -> Result<(), Error> {
    match conn {
        // There is one writer.
        Conn::Sqlite(_) => Ok(()),
        // Users share this lock, so they don't wait for each other. A row could be shared as well, but there, those who share it overtake an
        // administrator who waits for it.
        Conn::Postgres(_) => Ok(execute!(conn, "SELECT pg_advisory_xact_lock_shared($1)", POLICY_LOCK).map(drop)?),
    }
}

/// Whether an account with these factors can reach the dashboard under a policy, which takes a proof: with an accepted method, with a recovery code,
/// or by enrolling a first method if one is offered. Without a password, a passkey comes before everything else.
pub(crate) fn can_reach_dashboard(factors: Factors, passwordless: bool, policy: &Policy) -> bool {
    let enrolled = factors.methods();
    if passwordless && !enrolled.is_empty() {
        return factors.passkey() && policy.passkey;
    }
    enrolled.is_empty() && !policy.offered().is_empty() || factors.codes() || enrolled.iter().any(|method| policy.accepts(*method))
}

/// The administrators whose account isn't disabled: the account's id, its factors, and whether it has no password.
pub(crate) struct Administrators(Vec<(String, Factors, bool)>);

impl Administrators {
    /// Serialises the changes that could take the last administrator away, and locks the account of every administrator.
    pub(crate) async fn lock(mut conn: Conn<'_>) -> Result<Self, Error> {
        lock_administration(conn.reborrow()).await?;
        execute!(conn.reborrow(), "UPDATE account SET revision = revision + 1 WHERE administrator")?;
        Self::load(conn).await
    }

    /// Like [`Administrators::lock`], for a user who removes a method. The other administrators matter only if the user is one. The user's account is
    /// locked in any case.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] if the account is gone.
    pub(crate) async fn lock_for_removal(mut conn: Conn<'_>, session: &Session) -> Result<Self, Error> {
        let administrators = if session.administrator {
            Self::lock(conn.reborrow()).await?
        } else {
            keep_policy(conn.reborrow()).await?;
            Self(vec![])
        };
        account::row::lock(conn, &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        Ok(administrators)
    }

    pub(crate) async fn load(conn: Conn<'_>) -> Result<Self, Error> {
        // In two steps, or SQLite would scan all enabled accounts.
        let statement = "SELECT id, factors, (password_hash = '' AND subject IS NULL) AS passwordless FROM account
                         WHERE id IN (SELECT id FROM account WHERE administrator) AND disabled_at IS NULL";
        Ok(Self(all!((String, Factors, bool), conn, statement)?))
    }

    /// Whether one of them can sign in.
    pub(crate) fn any(&self, policy: &Policy) -> bool {
        self.any_beside(&[], policy)
    }

    /// Whether one of them besides these accounts can sign in.
    pub(crate) fn any_beside(&self, accounts: &[&str], policy: &Policy) -> bool {
        let can_reach_dashboard = |factors: &Factors, passwordless: &bool| can_reach_dashboard(*factors, *passwordless, policy);
        self.0.iter().any(|(id, factors, passwordless)| !accounts.contains(&id.as_str()) && can_reach_dashboard(factors, passwordless))
    }

    /// Refuses a policy under which none of them could sign in any more.
    ///
    /// # Errors
    ///
    /// [`Error::LastAdministrator`].
    pub(crate) fn require_one_under(&self, now: &Policy, then: &Policy) -> Result<(), Error> {
        if self.any(now) && !self.any(then) { Err(Error::LastAdministrator) } else { Ok(()) }
    }

    /// Refuses a change made since these were loaded, if it took the last of them away.
    ///
    /// # Errors
    ///
    /// [`Error::LastAdministrator`].
    pub(crate) async fn require_one_left(&self, conn: Conn<'_>, policy: &Policy) -> Result<(), Error> {
        if self.any(policy) && !Self::load(conn).await?.any(policy) { Err(Error::LastAdministrator) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrator_gets_in_by_an_accepted_method_a_code_or_a_first_enrollment() {
        let passkeys_alone = Policy { totp: false, ..Policy::default() };
        for (factors, can_reach_it_then) in [
            (Factors::of(false, false, 0), true),
            (Factors::of(true, false, 0), false),
            (Factors::of(true, false, 1), true),
            (Factors::of(true, true, 0), true),
        ] {
            assert_eq!(can_reach_dashboard(factors, false, &passkeys_alone), can_reach_it_then, "{factors:?}");
            assert!(can_reach_dashboard(factors, false, &Policy::default()));
        }
        let (with_passkey, apps_alone) = (Factors::of(true, true, 10), Policy { passkey: false, ..Policy::default() });
        assert!(can_reach_dashboard(with_passkey, true, &passkeys_alone) && can_reach_dashboard(with_passkey, false, &apps_alone));
        assert!(!can_reach_dashboard(with_passkey, true, &apps_alone), "neither app nor code is of use without a password");
        let nothing = Policy { totp: false, passkey: false, ..Policy::default() };
        assert!(!can_reach_dashboard(Factors::of(false, false, 0), false, &nothing), "there is nothing to enroll");
    }
}
