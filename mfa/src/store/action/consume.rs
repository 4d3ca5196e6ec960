//! Checks and uses a token for the application's server.

use super::{
    ContentDigest,
    row::{self, Issued},
};
use crate::{
    Caller, Error, Token, Tokens,
    audit::{Entry, Event},
    proof,
    view::MfaProof,
};

/// The claims that a token must have.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The action.
    pub action: &'a str,
    /// The user: the account's id, or the application's own id of its user. `None` accepts any user.
    pub user: Option<&'a str>,
    /// The session: [`crate::Session::id`]. `None` accepts any session.
    pub session: Option<&'a str>,
    /// The content of the action. A token that is bound to a content is refused without it.
    pub content: Option<ContentDigest>,
}

/// Why a token is refused. A refused token is not used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenRefusal {
    /// The token doesn't exist, or its session was ended.
    Unknown,
    /// The token or its session has expired, or its account was disabled.
    Expired,
    /// The single-use token was used before.
    Consumed,
    /// The token belongs to another session.
    Session,
    /// The token belongs to another user.
    User,
    /// The token is for another action.
    Action,
    /// The token is for another content, or only one of the token and the request has a content.
    Content,
    /// The storage doesn't answer.
    Unavailable,
}

impl TokenRefusal {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "mfa_token_unknown",
            Self::Expired => "mfa_token_expired",
            Self::Consumed => "mfa_token_consumed",
            Self::Session => "mfa_token_wrong_session",
            Self::User => "mfa_token_wrong_user",
            Self::Action => "mfa_token_wrong_action",
            Self::Content => "mfa_token_wrong_content",
            Self::Unavailable => "unavailable",
        }
    }

    /// The HTTP status that fits.
    pub fn status(self) -> u16 {
        match self {
            Self::Unknown => 404,
            Self::Expired => 410,
            Self::Consumed => 409,
            Self::Session | Self::User | Self::Action | Self::Content => 403,
            Self::Unavailable => 503,
        }
    }
}

impl From<Error> for TokenRefusal {
    fn from(_: Error) -> Self {
        Self::Unavailable
    }
}

impl Tokens<'_> {
    /// Checks an MFA token and uses it: a single-use token counts once, across all servers.
    ///
    /// # Errors
    ///
    /// [`TokenRefusal`].
    pub async fn consume(self, caller: &Caller, token: &str, expected: Expected<'_>) -> Result<MfaProof, TokenRefusal> {
        let token_hash = Token::parse(token).ok_or(TokenRefusal::Unknown)?.hash();
        let issued = self.issued(&token_hash).await?;
        let mut refusal = check(&issued, expected, self.latchkey.now().0).err();
        if refusal.is_none() && !self.use_token(caller, &issued).await? {
            // Another request used it first, or the token or its session ended at this moment.
            let now = self.issued(&token_hash).await?;
            refusal = Some(check(&now, expected, self.latchkey.now().0).err().unwrap_or(TokenRefusal::Consumed));
        }
        if let Some(refusal) = refusal {
            self.latchkey.report(Entry::new(&issued.account_id, caller, Event::MfaTokenRefused).detail(refusal.code())).await?;
            return Err(refusal);
        }
        Ok(MfaProof {
            user_id: issued.subject.unwrap_or(issued.account_id),
            action: issued.action,
            method: issued.method,
            proved_at: issued.proved_at,
        })
    }

    async fn issued(self, token_hash: &[u8]) -> Result<Issued, TokenRefusal> {
        let mut read = self.latchkey.db().read().await.map_err(Error::from)?;
        let issued =
            row::issued(read.conn(), token_hash, self.latchkey.now(), self.latchkey.idle_since()).await?.ok_or(TokenRefusal::Unknown)?;
        // A method that has been switched off since then proves nothing.
        let policy = self.latchkey.policy_of(issued.policy.as_deref())?;
        let over = issued.session_over || !proof::counts(&issued.method, &policy);
        Ok(Issued { session_over: over, ..issued })
    }

    /// Returns false if it can't be used any more.
    async fn use_token(self, caller: &Caller, issued: &Issued) -> Result<bool, Error> {
        let mut tx = self.latchkey.db().begin().await?;
        if !row::consume(tx.conn(), &issued.id, self.latchkey.now()).await? {
            return Ok(false);
        }
        let entry = Entry::new(&issued.account_id, caller, Event::MfaTokenConsumed).detail(&issued.action);
        entry.record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// Checks user and action first: a token of another user doesn't tell whether it was used.
fn check(issued: &Issued, expected: Expected<'_>, now: i64) -> Result<(), TokenRefusal> {
    if expected.user.is_some_and(|user| user != issued.account_id && Some(user) != issued.subject.as_deref()) {
        return Err(TokenRefusal::User);
    }
    if expected.session.is_some_and(|session| session != issued.session_id) {
        return Err(TokenRefusal::Session);
    }
    if expected.action != issued.action {
        return Err(TokenRefusal::Action);
    }
    if expected.content.map(ContentDigest::bytes) != issued.content_digest {
        return Err(TokenRefusal::Content);
    }
    if issued.kind == "single_use" && issued.consumed_at.is_some() {
        return Err(TokenRefusal::Consumed);
    }
    if issued.session_over || issued.expires_at <= now {
        return Err(TokenRefusal::Expired);
    }
    Ok(())
}
