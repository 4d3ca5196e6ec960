//! Token introspection for the servers of applications: RFC 7662.

use super::{SessionClaims, jws};
use crate::{Error, Timestamp, Tokens, signing_key};

impl Tokens<'_> {
    /// The claims of a token whose session is still full, if it was issued to the application `audience`; to any one, if that is `None`. The proofs are
    /// those that count now: one that doesn't any more is left out. `None` for any other token.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn introspect(self, token: &str, audience: Option<&str>) -> Result<Option<SessionClaims>, Error> {
        let keys = signing_key::published(self.latchkey.db().read().await?.conn()).await?;
        let is_meant = |claims: &SessionClaims| self.is_current(claims) && audience.is_none_or(|audience| audience == claims.aud);
        let Some(claims) = jws::verify(token, &keys).filter(is_meant) else { return Ok(None) };
        let Some(live) = self.latchkey.sessions().live(&claims.vouched.sid).await? else { return Ok(None) };
        if live.require_nothing_pending().is_err() || live.ends_at <= self.latchkey.now() {
            return Ok(None);
        }
        let vouched = live.vouch();
        if vouched.sub != claims.vouched.sub {
            return Ok(None);
        }
        // A proof that the token doesn't name isn't this token's. Times alone don't tell: another server may have noted the proof, by its own clock.
        let gained = vouched.acr > claims.vouched.acr || vouched.amr.iter().any(|method| !claims.vouched.amr.contains(method));
        let is_later = gained || vouched.auth_time > claims.vouched.auth_time;
        if is_later && !claims.vouched.is_enough(&live) {
            return Ok(None);
        }
        let vouched = if is_later { claims.vouched } else { vouched };
        Ok(Some(SessionClaims { vouched, exp: claims.exp.min(live.ends_at.0.div_euclid(1000)), ..claims }))
    }

    /// Whether the claims are of this installation, for one of its applications, and of this moment.
    fn is_current(self, claims: &SessionClaims) -> bool {
        let now = self.latchkey.now();
        let known = self.latchkey.settings().audiences.contains(&claims.aud);
        let at = |seconds: i64| Timestamp(seconds.saturating_mul(1000));
        known && claims.iss == self.latchkey.token_issuer() && at(claims.exp) > now && at(claims.iat) <= now.latest_noted()
    }
}
