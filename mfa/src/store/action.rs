//! Actions of an application that ask for a proof of their own, and the MFA tokens that come of it.
//!
//! ```text
//!  begin ──► begun ── a method or a recovery code, given for this ──► proved ── issue ──► issued ── consume ──► consumed
//!              │                                                        │                    │
//!              └──── ten minutes ────┴──────────────────────────────────┴─ its lifetime ─────┴─► over
//! ```
//!
//! One row of `mfa_token` goes through it, each step by one conditional `UPDATE`. A proof counts for the one row that it was given for: another
//! tab that is about to do something else gets nothing of it. Everything is bound to the session, and with it to the user; to the action; and,
//! if the application wants it so, to the digest of what exactly is about to be done.

mod begin;
mod consume;
mod digest;
mod issue;
mod row;

pub use consume::{Expected, TokenRefusal};
pub use digest::ContentDigest;
pub(crate) use row::{prove, sweep};

use crate::{Error, Policy, Session, Tokens, account, session_facts, storage::Conn, view::ActionDemand};

/// What `action` asks of somebody who is enrolled, or isn't.
pub(crate) fn demand(policy: &Policy, action: &str, enrolled: bool) -> ActionDemand {
    match policy.action(action) {
        None => ActionDemand { required: false, enrollment: false },
        Some(_) if enrolled => ActionDemand { required: true, enrollment: false },
        Some(action) => {
            let enrollment = policy.demands_enrollment_for(action);
            ActionDemand { required: enrollment, enrollment }
        }
    }
}

impl Tokens<'_> {
    /// What an action asks of this user. An action that the policy doesn't list asks nothing.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session, and for a full one that owes something else where the action asks nothing.
    pub async fn demand(self, session: &Session, action: &str) -> Result<ActionDemand, Error> {
        session.require_full()?;
        Ok(self.demand_on(self.latchkey.db().read().await?.conn(), session, action).await?.0)
    }

    /// The same, on a connection, with the policy that says so. Nobody is told that nothing is asked who would be refused afterwards, since what
    /// protects an application lets in only who owes nothing.
    async fn demand_on(self, conn: Conn<'_>, session: &Session, action: &str) -> Result<(ActionDemand, Policy), Error> {
        let assessment = session_facts::assess(conn, self.latchkey, session).await?;
        let demand = demand(&assessment.policy, action, !assessment.facts.enrolled.is_empty());
        let is_free = assessment.next_step().is_free();
        if demand.required || is_free { Ok((demand, assessment.policy)) } else { Err(Error::RequiresAdditionalAuth) }
    }

    /// The same about anybody, for the application's server: by the account's id, or by the application's own id of its user. Nothing for
    /// somebody who isn't known here, or whose account is disabled: an id that is mistaken must not look like a user who is asked for nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn demand_of(self, user: &str, action: &str) -> Result<Option<ActionDemand>, Error> {
        let mut read = self.latchkey.db().read().await?;
        let account = match account::row::by_id(read.conn(), user).await? {
            Some(account) => Some(account),
            None => account::row::by_subject(read.conn(), user).await?,
        };
        let Some(account) = account.filter(|account| account.disabled_at.is_none()) else { return Ok(None) };
        let (policy, enrolled) = session_facts::policy_and_enrolled(read.conn(), self.latchkey, &account.id).await?;
        Ok(Some(demand(&policy, action, enrolled)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Enrollment,
        policy::{Action, TokenKind},
    };

    fn policy(enrollment: Enrollment, required: bool) -> Policy {
        let action = Action {
            name: "transfer.create".to_owned(),
            description: String::new(),
            required,
            token: TokenKind::SingleUse,
            lifetime_seconds: 60,
        };
        Policy { enrollment, actions: vec![action], ..Policy::default() }
    }

    #[test]
    fn who_has_a_method_is_asked_for_it_and_who_has_none_only_where_one_is_demanded() {
        for (enrollment, required, enrolled, expected) in [
            (Enrollment::None, false, false, (false, false)),
            (Enrollment::None, false, true, (true, false)),
            (Enrollment::None, true, false, (true, true)),
            (Enrollment::Action, false, false, (true, true)),
            (Enrollment::Signup, false, false, (true, true)),
            (Enrollment::Action, true, true, (true, false)),
        ] {
            let ActionDemand { required: asked, enrollment: enrolls } = demand(&policy(enrollment, required), "transfer.create", enrolled);
            assert_eq!((asked, enrolls), expected, "{enrollment:?} {required} {enrolled}");
        }
    }

    #[test]
    fn an_action_that_the_policy_does_not_list_asks_nothing() {
        assert!(!demand(&policy(Enrollment::Signup, true), "transfer.delete", true).required);
    }
}
