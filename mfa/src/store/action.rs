//! Actions of an application that need a proof of their own, and the MFA tokens that the proofs yield.
//!
//! ```text
//!  begin ──► begun ── a method or a recovery code, given for this ──► proved ── issue ──► issued ── consume ──► consumed
//!              │                                                        │                    │
//!              └──── ten minutes ────┴──────────────────────────────────┴─ its lifetime ─────┴─► over
//! ```
//!
//! A page of the application begins an action itself and fetches its token, or the application's server begins it, sends the visitor to a page of
//! Latchkey that asks for the proof ([`on_page`]), and consumes what was proved there without a token.
//!
//! One row of `mfa_token` goes through these states, each step by one conditional `UPDATE`. A proof counts only for the row that it was given for,
//! not for an action that another tab has begun. The row is bound to the session, and with it to the user; to the action; and, if the application
//! wants it so, to the digest of the action's content.

mod begin;
mod consume;
mod digest;
mod issue;
mod on_page;
mod row;

pub use consume::{Expected, TokenRefusal};
pub use digest::ContentDigest;
pub use on_page::ToConfirm;
pub(crate) use row::{prove, sweep};

use crate::{Error, Policy, Session, Tokens, account, session_facts, storage::Conn, view::ActionDemand};
use std::sync::Arc;

/// The demand of `action` on a user who is or isn't enrolled.
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
    /// The demand of an action on this user. An action that the policy doesn't list demands nothing.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session, and for a full session with another pending step if the action demands nothing.
    pub async fn demand(self, session: &Session, action: &str) -> Result<ActionDemand, Error> {
        session.require_full()?;
        Ok(self.demand_on(self.latchkey.db().read().await?.conn(), session, action).await?.0)
    }

    /// Like [`Tokens::demand`], on a connection, with the policy on which the answer is based. A user with a pending step isn't told that the action
    /// demands nothing, since the guards of an application would refuse the user afterwards.
    async fn demand_on(self, conn: Conn<'_>, session: &Session, action: &str) -> Result<(ActionDemand, Arc<Policy>), Error> {
        let assessment = session_facts::assess(conn, self.latchkey, session).await?;
        let demand = demand(&assessment.policy, action, !assessment.facts.enrolled.is_empty());
        let is_free = assessment.next_step().is_free();
        if demand.required || is_free { Ok((demand, assessment.policy)) } else { Err(Error::RequiresAdditionalAuth) }
    }

    /// Like [`Tokens::demand`] for any user, for the application's server: by the account's id, or by the application's own id of its user. `None`
    /// for an unknown user or a disabled account: a mistaken id must not look like a user of whom nothing is demanded.
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
        Ok(Some(demand(&policy, action, !enrolled.is_empty())))
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
