//! Who has what: all accounts, counted by what matters for a policy, in one reading.

use crate::{
    Error, Method, NextStep, Policy, Timestamp,
    flow::{self, Standing},
    storage::{Conn, all},
};

/// Accounts that are alike in everything that a policy looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Group {
    totp: bool,
    passkey: bool,
    /// Unused recovery codes that count.
    codes: bool,
    administrator: bool,
    pub(super) accounts: i64,
}

/// What a policy means for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Signs in with the password (or by the application) alone.
    Free,
    /// Enrolls a method first.
    Enrolls,
    /// Proves a method at every sign-in.
    Proves,
    /// Has only methods that are switched off, and gets on with a recovery code.
    NeedsCode,
    /// Has only methods that are switched off, and nothing else.
    LockedOut,
}

impl Group {
    /// What [`flow::next_step`] has for one of them right after the password; as soon as nothing can be put off any more.
    pub(super) fn fate(&self, policy: &Policy) -> Fate {
        let at = Timestamp(i64::MAX);
        let enrolled = self.enrolled();
        let standing = Standing {
            level: flow::level_after_password(policy, !enrolled.is_empty(), at),
            devices: self.totp.into(),
            passkeys: self.passkey.into(),
            enrolled,
            pending_device: None,
            pending_passkey: false,
            codes_unacknowledged: false,
            postponed: false,
            at,
        };
        let barred = !standing.enrolled.is_empty() && standing.accepted(policy).is_empty();
        match flow::next_step(policy, Some(&standing)) {
            NextStep::Done => Fate::Free,
            // Whatever is asked for takes a proof that they can't give.
            _ if barred && self.codes => Fate::NeedsCode,
            _ if barred => Fate::LockedOut,
            NextStep::Challenge { .. } => Fate::Proves,
            _ => Fate::Enrolls,
        }
    }

    /// Whether it is an administrator who can still change the policy, which takes a proof of whatever they have.
    pub(super) fn governs(&self, policy: &Policy) -> bool {
        let enrolled = self.enrolled();
        self.administrator && (self.codes || enrolled.is_empty() || enrolled.iter().any(|method| policy.accepts(*method)))
    }

    fn enrolled(&self) -> Vec<Method> {
        [(self.totp, Method::Totp), (self.passkey, Method::Passkey)].into_iter().filter_map(|(has, method)| has.then_some(method)).collect()
    }
}

/// How many are locked out by one policy who aren't by the other, whoever else is let in again.
pub(super) fn newly_locked_out(groups: &[Group], now: &Policy, then: &Policy) -> i64 {
    let newly = |group: &&Group| group.fate(then) == Fate::LockedOut && group.fate(now) != Fate::LockedOut;
    groups.iter().filter(newly).map(|group| group.accounts).sum()
}

/// Everybody who isn't disabled.
pub(super) async fn take(conn: Conn<'_>) -> Result<Vec<Group>, Error> {
    Ok(all!(
        Group,
        conn,
        "SELECT totp, passkey, codes, administrator, COUNT(*) AS accounts FROM enrollment GROUP BY totp, passkey, codes, administrator"
    )?)
}

/// What the first of a group are called.
pub(super) async fn names(conn: Conn<'_>, group: &Group, limit: i64) -> Result<Vec<String>, Error> {
    let rows = all!(
        (String,),
        conn,
        "SELECT name FROM enrollment WHERE totp = $1 AND passkey = $2 AND codes = $3 AND administrator = $4 ORDER BY name LIMIT $5",
        group.totp,
        group.passkey,
        group.codes,
        group.administrator,
        limit
    )?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Enrollment;

    fn group(totp: bool, passkey: bool, codes: bool, accounts: i64) -> Group {
        Group { totp, passkey, codes, administrator: true, accounts }
    }

    #[test]
    fn those_who_are_let_in_again_hide_nobody_who_is_locked_out() {
        let apps = Policy { passkey: false, ..Policy::default() };
        let passkeys = Policy { totp: false, ..Policy::default() };
        let groups = [group(true, false, false, 5), group(false, true, false, 10)];
        assert_eq!(newly_locked_out(&groups, &apps, &passkeys), 5);
        assert_eq!(newly_locked_out(&groups, &Policy::default(), &Policy::default()), 0);
    }

    #[test]
    fn fates_are_what_a_sign_in_would_meet() {
        let demanding = Policy { totp: false, grace_until: Some(1), ..Policy::default() };
        let lenient = Policy { enrollment: Enrollment::None, session_based: false, ..demanding.clone() };
        for (of, strict, loose) in [
            (group(false, false, false, 1), Fate::Enrolls, Fate::Free),
            (group(true, true, false, 1), Fate::Proves, Fate::Free),
            (group(true, false, true, 1), Fate::NeedsCode, Fate::Free),
            (group(true, false, false, 1), Fate::LockedOut, Fate::Free),
        ] {
            assert_eq!((of.fate(&demanding), of.fate(&lenient)), (strict, loose), "{of:?}");
        }
        assert!(!group(true, false, false, 1).governs(&lenient) && group(true, false, true, 1).governs(&lenient));
    }
}
