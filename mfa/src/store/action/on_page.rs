//! Actions that are confirmed on a page of Latchkey.
//!
//! The application's server begins such an action, sends the visitor to the page, and consumes the action after the visitor has returned. The browser
//! gets the id alone, which is worth nothing without the session and the key of the application.

use super::row::{self, ForPage};
use crate::{
    Caller, Error, Sensitive, Session, Timestamp, Tokens,
    audit::{Entry, Event},
    proof,
    view::Confirmation,
};
use std::time::Duration;

/// An action that the session may confirm on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToConfirm {
    /// The summary in the application's words, or the description of the action in the policy's.
    pub text: String,
    /// The full address to return to.
    pub return_to: String,
    /// Until when it can be confirmed, or if it is, used.
    pub ends_at: Timestamp,
    /// Whether it is confirmed already.
    pub is_confirmed: bool,
}

impl Tokens<'_> {
    /// Like [`Tokens::begin`], for a proof on a page of Latchkey, from which the visitor returns to `return_to`: a full address of this site, which
    /// the caller has checked.
    ///
    /// # Errors
    ///
    /// As for [`Tokens::begin`].
    pub async fn begin_on_page(
        self,
        session: &Session,
        action: &str,
        content: Option<&str>,
        summary: Option<&str>,
        return_to: &str,
    ) -> Result<Option<Confirmation>, Error> {
        self.begin_for(session, action, content, summary, Some(return_to)).await
    }

    /// The action with this id that was begun for this session and a page.
    ///
    /// # Errors
    ///
    /// [`Error::ConfirmationOver`] if there is none, it has expired, or it belongs to another session; [`Error::RequiresAdditionalAuth`].
    pub async fn to_confirm(self, session: &Session, id: &str) -> Result<ToConfirm, Error> {
        session.require_full()?;
        let mut read = self.latchkey.db().read().await?;
        let row = row::for_page(read.conn(), session, id, self.latchkey.now()).await?;
        let ForPage { action, summary, return_to, ends_at, is_confirmed } = row.ok_or(Error::ConfirmationOver)?;
        let text = match summary {
            Some(summary) => summary,
            None => {
                let policy = self.latchkey.policy_on(read.conn()).await?;
                policy.action(&action).map_or_else(|| action.clone(), |action| action.shown().to_owned())
            }
        };
        Ok(ToConfirm { text, return_to, ends_at: Timestamp(ends_at), is_confirmed })
    }

    /// The full address to return to from the action with this id that was begun for this session, also after its end.
    ///
    /// # Errors
    ///
    /// [`Error::ConfirmationOver`] if there is none.
    pub async fn address_to_return_to(self, session: &Session, id: &str) -> Result<String, Error> {
        let begun = row::begun_by(self.latchkey.db().read().await?.conn(), session, id).await?;
        begun.map(|(_, return_to)| return_to).ok_or(Error::ConfirmationOver)
    }

    /// Confirms the action, in a session whose proof was given for that, and returns the full address to return to. The action then counts for as
    /// long as the policy says, once.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`] without such a proof; [`Error::ConfirmationOver`] if the action has expired, is confirmed already, belongs to another
    /// session, or was removed from the policy, or if the policy has turned off the method; [`Error::RequiresAdditionalAuth`].
    pub async fn confirm(self, caller: &Caller, session: &Session, id: &str) -> Result<String, Error> {
        session.require_full()?;
        let method = session.granted_by.as_deref().filter(|_| session.granted == Some(Sensitive::ConfirmAction));
        let method = method.ok_or(Error::StepUpRequired)?;
        let now = self.latchkey.now();
        let mut tx = self.latchkey.db().begin().await?;
        let (action, return_to) = row::begun_by(tx.conn(), session, id).await?.ok_or(Error::ConfirmationOver)?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        let protected = policy.action(&action).filter(|_| proof::counts(method, &policy)).ok_or(Error::ConfirmationOver)?;
        let expires_at = now + Duration::from_secs(protected.lifetime_seconds);
        if !row::confirm(tx.conn(), session, id, method, (now, expires_at)).await? {
            return Err(Error::ConfirmationOver);
        }
        Entry::new(&session.account_id, caller, Event::MfaTokenIssued).detail(&action).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(return_to)
    }
}
