//! Actions that are confirmed on a page of Latchkey.
//!
//! The application's server begins such an action, sends the visitor to the page, and consumes the action after the visitor has returned. The browser
//! gets the id alone, which is worth nothing without the session and the key of the application.

use crate::{
    Caller, Error, Sensitive, Session, Timestamp, Tokens,
    audit::{Entry, Event},
    proof,
    storage::{execute, optional},
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
        let row = optional!(
            (String, Option<String>, String, i64, bool),
            read.conn(),
            "SELECT action, summary, return_to, expires_at, proved_at IS NOT NULL FROM mfa_token
             WHERE id = $1 AND session_id = $2 AND return_to IS NOT NULL AND expires_at > $3",
            id,
            &session.id,
            self.latchkey.now().0
        )?;
        let (action, summary, return_to, ends_at, is_confirmed) = row.ok_or(Error::ConfirmationOver)?;
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
        let row = optional!(
            (String,),
            self.latchkey.db().read().await?.conn(),
            "SELECT return_to FROM mfa_token WHERE id = $1 AND session_id = $2 AND return_to IS NOT NULL",
            id,
            &session.id
        )?;
        row.map(|(address,)| address).ok_or(Error::ConfirmationOver)
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
        let row = optional!(
            (String, String),
            tx.conn(),
            "SELECT action, return_to FROM mfa_token WHERE id = $1 AND session_id = $2 AND return_to IS NOT NULL",
            id,
            &session.id
        )?;
        let (action, return_to) = row.ok_or(Error::ConfirmationOver)?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        let protected = policy.action(&action).filter(|_| proof::counts(method, &policy)).ok_or(Error::ConfirmationOver)?;
        let confirmed = execute!(
            tx.conn(),
            "UPDATE mfa_token SET proved_at = $3, method = $4, kind = 'single_use', expires_at = $5
             WHERE id = $1 AND session_id = $2 AND return_to IS NOT NULL AND proved_at IS NULL AND expires_at > $3",
            id,
            &session.id,
            now.0,
            method,
            (now + Duration::from_secs(protected.lifetime_seconds)).0
        )?;
        if confirmed == 0 {
            return Err(Error::ConfirmationOver);
        }
        Entry::new(&session.account_id, caller, Event::MfaTokenIssued).detail(&action).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(return_to)
    }
}
