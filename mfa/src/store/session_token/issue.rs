//! Issuing a token to the session's own browser.

use super::{SessionClaims, jws};
use crate::{Error, LiveSession, Session, Timestamp, Tokens};
use std::time::Duration;

/// How long a token is valid.
const LIFETIME: Duration = Duration::from_secs(120);

/// A session token.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken {
    /// The token itself.
    pub token: String,
    /// When it expires.
    pub expires_at: Timestamp,
}

/// Without the token.
impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionToken").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

impl Tokens<'_> {
    /// Issues a token about this session, in its present state, to the application of this name.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a session with a pending step; [`Error::NotFound`] for an audience that isn't in the settings;
    /// [`Error::NotSignedIn`] if the session has ended meanwhile; [`Error::Unavailable`].
    pub async fn session_token(self, session: &Session, audience: &str) -> Result<SessionToken, Error> {
        self.require_audience(audience)?;
        session.require_full()?;
        let live = self.latchkey.sessions().reload_live(session).await?;
        self.session_token_of(&live, audience).await
    }

    /// Issues a token for a session that this request has just read.
    ///
    /// # Errors
    ///
    /// As for [`Tokens::session_token`].
    pub async fn session_token_of(self, live: &LiveSession, audience: &str) -> Result<SessionToken, Error> {
        self.require_audience(audience)?;
        live.require_nothing_pending().map_err(|_| Error::RequiresAdditionalAuth)?;
        let now = self.latchkey.now();
        if live.ends_at <= now {
            return Err(Error::NotSignedIn);
        }
        let (iat, exp) = (now.0.div_euclid(1000), (now + LIFETIME).0.min(live.ends_at.0).div_euclid(1000));
        let claims = SessionClaims {
            iss: self.latchkey.token_issuer(),
            aud: audience.to_owned(),
            iat,
            exp,
            jti: self.latchkey.env().id()?,
            vouched: live.vouch(),
        };
        let token = jws::sign(&*self.latchkey.signer().await?, &claims)?;
        Ok(SessionToken { token, expires_at: Timestamp(exp.saturating_mul(1000)) })
    }

    fn require_audience(self, audience: &str) -> Result<(), Error> {
        let is_known = self.latchkey.settings().audiences.iter().any(|known| known == audience);
        if is_known { Ok(()) } else { Err(Error::NotFound) }
    }
}
