//! The trust in a browser, as the table `browser` has it: for some days, sign-ins with the right password need no second factor there.
//!
//! ```text
//!  challenge passed by app or passkey, box ticked ──► trusted ──┬─ its days are over, or those of the policy in force
//!                                                              ├─ the method that was proved for it is switched off
//!                                                              ├─ ended by the account's owner
//!                                                              └─ an event that ends trust (`Event::ends_trust`)
//! ```
//!
//! Trust proves nothing. A session that it has opened is full without a proof, so whatever asks for a proof asks in that session, too; and it is full
//! only for as long as the trust is there.

use crate::{
    Error, Method, Policy, Timestamp,
    storage::{Conn, execute},
};
use std::time::Duration;

/// The name in the audit for the method of a sign-in in a trusted browser, and the step that such a session reaches.
pub(crate) const TRUSTED: &str = "trusted";

const DAY: Duration = Duration::from_hours(24);

/// The columns of a browser, or of none.
#[derive(Clone, Debug, Default, sqlx_macros::FromRow)]
pub(crate) struct TrustColumns {
    trust_id: Option<String>,
    trusted_at: Option<i64>,
    trusted_until: Option<i64>,
    trusted_method: Option<String>,
}

/// The trust in one browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trust {
    pub(crate) id: String,
    pub(crate) since: Timestamp,
    until: Timestamp,
    method: Option<Method>,
}

impl TrustColumns {
    /// `None` for a browser that isn't trusted.
    pub(crate) fn trust(self) -> Option<Trust> {
        Some(Trust {
            id: self.trust_id?,
            since: Timestamp(self.trusted_at?),
            until: Timestamp(self.trusted_until?),
            method: self.trusted_method.as_deref().and_then(Method::from_name),
        })
    }
}

/// For how long browsers are trusted under a policy.
pub(crate) fn lasts(days: u32) -> Duration {
    DAY.saturating_mul(days)
}

impl Trust {
    /// The end under this policy: the one that was noted, or that of the policy's own days, if it comes first.
    pub(crate) fn ends(&self, policy: &Policy) -> Timestamp {
        self.until.min(self.since + lasts(policy.trust_days))
    }

    /// Whether it is valid at a moment, under this policy. Trust from the future was given while the clock was ahead.
    pub(crate) fn counts(&self, policy: &Policy, at: Timestamp) -> bool {
        let accepted = self.method.is_some_and(|method| policy.accepts(method));
        accepted && self.since <= at.latest_noted() && at < self.ends(policy)
    }
}

/// The assignments of `UPDATE browser` that end a trust.
macro_rules! untrusted {
    () => {
        "trust_id = NULL, trusted_at = NULL, trusted_until = NULL, trusted_method = NULL"
    };
}

pub(crate) use untrusted;

/// Ends the trust in all browsers of an account, and with it the privileges of the sessions that it has opened: they need a proof. Returns the number
/// of browsers. The caller's transaction has locked the account.
///
/// An event of the audit that [ends trust](crate::audit::Event::ends_trust) calls this by being recorded.
pub(crate) async fn end_trust(conn: Conn<'_>, account: &str) -> Result<u64, Error> {
    Ok(execute!(conn, concat!("UPDATE browser SET ", untrusted!(), " WHERE account_id = $1 AND trust_id IS NOT NULL"), account)?)
}

/// Ends trust that was given while the clock was ahead. Returns the number of browsers.
pub(crate) async fn end_trust_of_the_future(conn: Conn<'_>, now: Timestamp) -> Result<u64, Error> {
    Ok(execute!(
        conn,
        concat!("UPDATE browser SET ", untrusted!(), " WHERE trust_id IS NOT NULL AND trusted_at > $1"),
        now.latest_noted().0
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn trust(days: u32) -> Trust {
        Trust { id: "t".to_owned(), since: NOW, until: NOW + lasts(days), method: Some(Method::Totp) }
    }

    fn policy(trust_days: u32) -> Policy {
        Policy { trust_days, ..Policy::default() }
    }

    #[test]
    fn the_noted_end_and_the_days_in_force_both_end_it() {
        let after = |days, at: Duration, in_force| trust(days).counts(&policy(in_force), NOW + at);
        let (day, instant) = (DAY, Duration::from_millis(1));
        assert!(after(30, Duration::ZERO, 30) && after(30, day * 30 - instant, 30));
        assert!(!after(30, day * 30, 30));
        assert!(!after(30, day * 30, 90), "a policy that allows more prolongs nothing");
        assert!(after(30, day * 7 - instant, 7) && !after(30, day * 7, 7));
        assert!(!after(30, Duration::ZERO, 0));
    }

    #[test]
    fn it_counts_only_with_the_method_that_was_proved_and_not_from_the_future() {
        let of = |method, policy: &Policy| Trust { method, ..trust(30) }.counts(policy, NOW);
        assert!(of(Some(Method::Totp), &policy(30)) && !of(Some(Method::Totp), &Policy { totp: false, ..policy(30) }));
        assert!(of(Some(Method::Passkey), &Policy { totp: false, ..policy(30) }));
        assert!(!of(None, &policy(30)), "a method of a newer version");
        let ahead = |by: u64| trust(30).counts(&policy(30), NOW - Duration::from_secs(by));
        assert!(ahead(60) && !ahead(61));
    }
}
