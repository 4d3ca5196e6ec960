//! The census: all accounts, grouped by the facts that matter to a policy, in one query.

use crate::{
    Error, NextStep, Policy, Timestamp, action, administrators,
    factors::Factors,
    flow::{self, SessionFacts},
    storage::{Conn, all},
};

/// Accounts that are alike in every fact that a policy depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx_macros::FromRow)]
pub(super) struct AccountGroup {
    pub(super) factors: Factors,
    pub(super) administrator: bool,
    /// Whether they sign in with passkeys only.
    pub(super) passwordless: bool,
    pub(super) accounts: i64,
}

/// The effect of a policy on people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyEffect {
    /// They enroll a method before anything else; in a grace period, as soon as it is over.
    Enroll,
    /// They enroll a method before a protected action, unless they have one by then.
    EnrollForAction,
    /// They prove a method at every sign-in.
    Prove,
    /// They have only methods that are switched off, and need a recovery code to continue.
    NeedCode,
    /// They have only methods that are switched off, and no recovery code or no password before it.
    LockOut,
}

/// The result of a sign-in for the accounts of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SignInOutcome {
    /// Signs in with the password (or by the application) alone.
    Free,
    /// Enrolls a method first.
    Enrolls,
    /// Proves a method at every sign-in.
    Proves,
    /// Has only methods that are switched off, and continues with a recovery code.
    NeedsCode,
    /// Has only methods that are switched off, and no recovery code or no password before it.
    LockedOut,
}

impl AccountGroup {
    /// The result of [`flow::next_step`] for one of them right after the password, once nothing can be put off any more.
    pub(super) fn outcome(&self, policy: &Policy) -> SignInOutcome {
        let at = Timestamp(i64::MAX);
        let enrolled = self.factors.methods();
        if self.passwordless && !enrolled.is_empty() {
            // Neither an app nor a code helps without the password before it.
            return if self.factors.passkey() && policy.passkey { SignInOutcome::Proves } else { SignInOutcome::LockedOut };
        }
        let facts = SessionFacts {
            level: flow::level_after_password(policy, &enrolled, at),
            devices: self.factors.app().into(),
            passkeys: self.factors.passkey().into(),
            enrolled,
            pending_device: None,
            pending_passkey: false,
            codes_unacknowledged: false,
            postponed: false,
            recovering: false,
            proof_age: None,
            at,
        };
        let barred = !facts.enrolled.is_empty() && facts.accepted(policy).is_empty();
        match flow::next_step(policy, Some(&facts)) {
            NextStep::Done => SignInOutcome::Free,
            // Every further step needs a proof that they can't give.
            _ if barred && self.factors.codes() => SignInOutcome::NeedsCode,
            _ if barred => SignInOutcome::LockedOut,
            NextStep::Challenge { .. } => SignInOutcome::Proves,
            _ => SignInOutcome::Enrolls,
        }
    }

    /// Whether a policy has this effect on them.
    pub(super) fn meets(&self, effect: PolicyEffect, policy: &Policy) -> bool {
        match effect {
            PolicyEffect::Enroll => self.outcome(policy) == SignInOutcome::Enrolls,
            PolicyEffect::EnrollForAction => {
                let enrolled = self.factors.is_enrolled();
                policy.actions.iter().any(|of| action::demand(policy, &of.name, enrolled).enrollment)
            }
            PolicyEffect::Prove => self.outcome(policy) == SignInOutcome::Proves,
            PolicyEffect::NeedCode => self.outcome(policy) == SignInOutcome::NeedsCode,
            PolicyEffect::LockOut => self.outcome(policy) == SignInOutcome::LockedOut,
        }
    }

    /// Whether they are administrators who can still change the policy, which takes a proof of an accepted factor.
    pub(super) fn governs(&self, policy: &Policy) -> bool {
        self.administrator && administrators::can_reach_dashboard(self.factors, self.passwordless, policy)
    }
}

/// How many accounts `then` locks out that `now` doesn't, without subtracting those that it lets in again.
pub(super) fn newly_locked_out(groups: &[AccountGroup], now: &Policy, then: &Policy) -> i64 {
    let newly = |group: &&AccountGroup| group.outcome(then) == SignInOutcome::LockedOut && group.outcome(now) != SignInOutcome::LockedOut;
    groups.iter().filter(newly).map(|group| group.accounts).sum()
}

/// All accounts that aren't disabled.
pub(super) async fn take(mut conn: Conn<'_>) -> Result<Vec<AccountGroup>, Error> {
    let mut groups = all!(
        AccountGroup,
        conn.reborrow(),
        "SELECT factors, administrator, FALSE AS passwordless, COUNT(*) AS accounts FROM account
         WHERE disabled_at IS NULL GROUP BY factors, administrator"
    )?;
    // In a statement of its own, so that the first one reads nothing but an index.
    let passwordless = all!(
        AccountGroup,
        conn,
        "SELECT factors, administrator, TRUE AS passwordless, COUNT(*) AS accounts FROM account
         WHERE password_hash = '' AND subject IS NULL AND disabled_at IS NULL GROUP BY factors, administrator"
    )?;
    for group in &passwordless {
        let alike = |other: &&mut AccountGroup| (other.factors, other.administrator) == (group.factors, group.administrator);
        if let Some(others) = groups.iter_mut().find(alike) {
            others.accounts = others.accounts.saturating_sub(group.accounts);
        }
    }
    groups.extend(passwordless);
    groups.retain(|group| group.accounts > 0);
    Ok(groups)
}

/// The first accounts of a group: their sort key and their name.
pub(super) async fn first(conn: Conn<'_>, group: &AccountGroup, limit: i64) -> Result<Vec<(Vec<u8>, String)>, Error> {
    let statement = match group.passwordless {
        false => {
            "SELECT search_key, COALESCE(label, email) FROM account
             WHERE factors = $1 AND administrator = $2 AND (password_hash <> '' OR subject IS NOT NULL) AND disabled_at IS NULL
             ORDER BY search_key LIMIT $3"
        }
        true => {
            "SELECT search_key, COALESCE(label, email) FROM account
             WHERE factors = $1 AND administrator = $2 AND password_hash = '' AND subject IS NULL AND disabled_at IS NULL
             ORDER BY search_key LIMIT $3"
        }
    };
    Ok(all!((Vec<u8>, String), conn, statement, group.factors, group.administrator, limit)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Enrollment;

    fn group(totp: bool, passkey: bool, codes: bool, accounts: i64) -> AccountGroup {
        AccountGroup { factors: Factors::of(totp, passkey, if codes { 10 } else { 0 }), administrator: true, passwordless: false, accounts }
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
            (group(false, false, false, 1), SignInOutcome::Enrolls, SignInOutcome::Free),
            (group(true, true, false, 1), SignInOutcome::Proves, SignInOutcome::Free),
            (group(true, false, true, 1), SignInOutcome::NeedsCode, SignInOutcome::Free),
            (group(true, false, false, 1), SignInOutcome::LockedOut, SignInOutcome::Free),
        ] {
            assert_eq!((of.outcome(&demanding), of.outcome(&lenient)), (strict, loose), "{of:?}");
        }
        let passwordless = AccountGroup { passwordless: true, ..group(true, true, true, 1) };
        let passkeys_off = Policy { passkey: false, ..lenient.clone() };
        assert_eq!(
            (passwordless.outcome(&lenient), passwordless.outcome(&passkeys_off)),
            (SignInOutcome::Proves, SignInOutcome::LockedOut)
        );
        assert!(!group(true, false, false, 1).governs(&lenient) && group(true, false, true, 1).governs(&lenient));
    }
}
