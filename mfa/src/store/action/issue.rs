//! Issues the token for a proved action.

use super::row;
use crate::{
    Caller, Error, Session, Token, Tokens,
    audit::{Entry, Event},
    proof,
    view::MfaToken,
};
use std::time::Duration;

impl Tokens<'_> {
    /// Issues the token for an action that this session has begun and proved, once. The application's server gets the token and consumes it.
    ///
    /// `session` may be the one from before the proof: in a function on the server, one request proves the action and gets its token.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`] as long as the action isn't proved; [`Error::ConfirmationOver`] if it has expired, has its token already, or belongs
    /// to another session; [`Error::RequiresAdditionalAuth`].
    pub async fn issue(self, caller: &Caller, session: &Session, confirmation: &str) -> Result<MfaToken, Error> {
        session.require_full()?;
        let now = self.latchkey.now();
        let mut tx = self.latchkey.db().begin().await?;
        let (action, method) = row::proved(tx.conn(), session, confirmation, now).await?.ok_or(Error::ConfirmationOver)?;
        let method = method.ok_or(Error::StepUpRequired)?;
        // The policy may have changed since: a method that is switched off proves nothing, and if the action was removed, no token is needed any
        // more.
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        if !proof::counts(&method, &policy) {
            return Err(Error::ConfirmationOver);
        }
        let protected = policy.action(&action).ok_or(Error::ConfirmationOver)?;
        let token = Token::generate(self.latchkey.env())?;
        let expires_at = now + Duration::from_secs(protected.lifetime_seconds);
        if !row::issue(tx.conn(), confirmation, token.hash(), protected.token, expires_at).await? {
            return Err(Error::ConfirmationOver);
        }
        Entry::new(&session.account_id, caller, Event::MfaTokenIssued).detail(&action).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(MfaToken { token: token.expose().to_owned(), expires_at: expires_at.0, action })
    }
}
