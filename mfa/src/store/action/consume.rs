//! Checks and uses a token for the application's server.

use super::{
    ContentDigest,
    row::{self, Issued},
};
use crate::{
    Caller, Error, Token, Tokens,
    audit::{Entry, Event},
    proof,
    storage::Conn,
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
    /// The action was begun, but is not proved yet.
    NotProved,
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
            Self::NotProved => "mfa_token_not_proved",
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
            Self::Session | Self::User | Self::Action | Self::Content | Self::NotProved => 403,
            Self::Unavailable => 503,
        }
    }
}

/// What the application's server names.
#[derive(Clone, Copy)]
enum Key<'a> {
    /// The hash of a token.
    Token(&'a [u8]),
    /// The id of an action that was begun for a page of Latchkey.
    Confirmation(&'a str),
}

impl From<Error> for TokenRefusal {
    fn from(_: Error) -> Self {
        Self::Unavailable
    }
}

impl From<sqlx::Error> for TokenRefusal {
    fn from(error: sqlx::Error) -> Self {
        Error::from(error).into()
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
        self.consume_by(caller, Key::Token(&token_hash), expected).await
    }

    /// Checks an action that was proved on a page of Latchkey, and uses it: it counts once, across all servers.
    ///
    /// # Errors
    ///
    /// [`TokenRefusal`].
    pub async fn consume_confirmed(self, caller: &Caller, confirmation: &str, expected: Expected<'_>) -> Result<MfaProof, TokenRefusal> {
        self.consume_by(caller, Key::Confirmation(confirmation), expected).await
    }

    async fn consume_by(self, caller: &Caller, key: Key<'_>, expected: Expected<'_>) -> Result<MfaProof, TokenRefusal> {
        let issued = self.issued(self.latchkey.db().read().await?.conn(), key).await?;
        let used = match check(&issued, expected, self.latchkey.now().0) {
            Ok(()) => self.use_token(caller, key, &issued, expected).await,
            refused => refused,
        };
        if let Err(refusal) = used {
            if refusal == TokenRefusal::Unavailable {
                return Err(refusal);
            }
            self.latchkey.report(Entry::new(&issued.account_id, caller, Event::MfaTokenRefused).detail(refusal.code())).await?;
            return Err(refusal);
        }
        let Issued { account_id, subject, action, method: Some(method), proved_at: Some(proved_at), .. } = issued else {
            return Err(TokenRefusal::NotProved);
        };
        Ok(MfaProof { user_id: subject.unwrap_or(account_id), action, method, proved_at })
    }

    async fn issued(self, conn: Conn<'_>, key: Key<'_>) -> Result<Issued, TokenRefusal> {
        let (now, idle_since) = (self.latchkey.now(), self.latchkey.idle_since());
        let issued = match key {
            Key::Token(hash) => row::issued(conn, hash, now, idle_since).await?,
            Key::Confirmation(id) => row::begun_for_page(conn, id, now, idle_since).await?,
        };
        let issued = issued.ok_or(TokenRefusal::Unknown)?;
        // A method that has been switched off since then proves nothing.
        let policy = self.latchkey.policy_of(issued.policy.as_deref())?;
        let over = issued.session_over || issued.method.as_deref().is_some_and(|method| !proof::counts(method, &policy));
        Ok(Issued { session_over: over, ..issued })
    }

    async fn use_token(self, caller: &Caller, key: Key<'_>, issued: &Issued, expected: Expected<'_>) -> Result<(), TokenRefusal> {
        let mut tx = self.latchkey.db().begin().await?;
        let is_used = row::consume(tx.conn(), &issued.id, self.latchkey.now()).await?;
        // Read after the wait for the row, during which another request may have used the token, or its session or its method may have ended.
        let present = self.issued(tx.conn(), key).await?;
        if !is_used {
            return Err(check(&present, expected, self.latchkey.now().0).err().unwrap_or(TokenRefusal::Consumed));
        }
        if present.session_over {
            return Err(TokenRefusal::Expired);
        }
        let entry = Entry::new(&issued.account_id, caller, Event::MfaTokenConsumed).detail(&issued.action);
        entry.record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(())
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
    if issued.kind.as_deref() == Some("single_use") && issued.consumed_at.is_some() {
        return Err(TokenRefusal::Consumed);
    }
    if issued.session_over || issued.expires_at <= now {
        return Err(TokenRefusal::Expired);
    }
    if issued.proved_at.is_some() { Ok(()) } else { Err(TokenRefusal::NotProved) }
}
