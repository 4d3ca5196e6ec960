//! A token of the application tells who is signed in: the implementation of [`SignIn`] for `application.token_cookie` and `application.token_header`.
//!
//! ```text
//!  visitor ── token, signed by the application ──► Latchkey ── GET token_keys, every few minutes ──► application
//! ```
//!
//! A token that isn't valid is nobody's. Keys that can't be read are an error and never "nobody". Nothing in a token chooses how it is verified:
//! each key is for one algorithm, and comes from the settings or from their address alone.
//!
//! ```text
//! application_token/place.rs     the token of a request
//! application_token/jws.rs       its parts, before anything in it counts
//! application_token/key.rs       one key, and the algorithm that it is for
//! application_token/key_set.rs   the keys that the application publishes
//! application_token/keys.rs      when they are read, and for how long they are kept
//! application_token/claims.rs    from the claims to the visitor
//! application_token/ended.rs     the sessions that the application has ended
//! application_token/invalid_token.rs   why a token is nobody's
//! ```

mod claims;
mod ended;
mod invalid_token;
mod jws;
mod key;
mod key_set;
mod keys;
mod place;

pub use crate::sign_in::ReportFault;
pub use invalid_token::InvalidToken;

use crate::{
    clock::MonotonicClock,
    cookie::{self, CookieNames},
    outbound::TlsError,
    settings::{TokenKeys, TokenPlace, TokenSettings},
    sign_in::{SignIn, Unavailable, VisitorResult},
};
use aws_lc_rs::hmac;
use claims::Expected;
use ended::Ended;
use http::{HeaderMap, request::Parts};
use jws::{Algorithm, Jws};
use key_set::KeySet;
use keys::Keys;
use mfa::{Clock, Visitor};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use url::Url;

/// The application's tokens. Cheap to clone.
#[derive(Clone)]
pub struct ApplicationToken(Arc<Verifier>);

struct Verifier {
    settings: TokenSettings,
    audience: String,
    cookies: CookieNames,
    signed_by: SignedBy,
    clock: Arc<dyn Clock>,
    ended: Ended,
    /// Whether other hosts can set the cookie, although there is TLS.
    is_exposed: bool,
    /// Whether the log has said that the application's own tokens are refused.
    said_that_tokens_do_not_fit: AtomicBool,
}

/// The keys of valid tokens.
enum SignedBy {
    Published(Arc<Keys>),
    /// In a box, since it is large.
    Shared(Box<hmac::Key>),
}

/// What a request's token says.
pub enum TokenVerdict {
    /// This user is signed in.
    Somebody(Visitor),
    /// There is no token.
    Nobody,
    /// The token isn't valid, so nobody is signed in.
    Refused(InvalidToken),
    /// The keys can't be read.
    Unavailable(Unavailable),
}

impl ApplicationToken {
    /// The tokens of these settings, for an application at `public_origin`.
    ///
    /// # Errors
    ///
    /// The address of the keys is an `https` one, and the certificates that the system trusts can't be read.
    pub fn new(settings: &TokenSettings, public_origin: &Url, clock: Arc<dyn Clock>, uptime: MonotonicClock) -> Result<Self, TlsError> {
        let signed_by = match &settings.keys {
            TokenKeys::Published(address) => SignedBy::Published(Arc::new(Keys::new(address.clone(), uptime.clone())?)),
            TokenKeys::Shared(secret) => SignedBy::Shared(Box::new(hmac::Key::new(hmac::HMAC_SHA256, secret.bytes()))),
        };
        Ok(Self(Arc::new(Verifier {
            settings: settings.clone(),
            audience: settings.audience.clone().unwrap_or_else(|| public_origin.origin().ascii_serialization()),
            cookies: CookieNames::new(public_origin),
            signed_by,
            clock,
            ended: Ended::new(uptime),
            is_exposed: public_origin.scheme() == "https"
                && matches!(&settings.place, TokenPlace::Cookie(name) if !name.starts_with("__Host-")),
            said_that_tokens_do_not_fit: AtomicBool::new(false),
        })))
    }

    /// Judges the token of a request with these headers.
    pub async fn judge(&self, headers: &HeaderMap) -> TokenVerdict {
        match place::find(&self.0.settings.place, headers) {
            Ok(Some(token)) => self.0.judge(token, headers).await,
            Ok(None) => TokenVerdict::Nobody,
            Err(refusal) => TokenVerdict::Refused(refusal),
        }
    }

    /// Judges a token that was sent by itself.
    pub async fn judge_text(&self, token: &str) -> TokenVerdict {
        self.0.judge(token, &HeaderMap::new()).await
    }

    /// The number of keys that tokens may be signed with.
    ///
    /// # Errors
    ///
    /// They can't be read.
    pub async fn count_keys(&self) -> Result<usize, Unavailable> {
        match &self.0.signed_by {
            SignedBy::Published(keys) => Ok(keys.current().await?.len()),
            SignedBy::Shared(_) => Ok(1),
        }
    }

    /// Reads the keys, and warns if they can't be read. Also warns of a cookie that other hosts of the domain can set.
    pub async fn check_at_start(&self) {
        if self.0.is_exposed {
            tracing::warn!(
                "application.token_cookie doesn't begin with __Host-: every other host of its domain can set it, and sign its visitors in as somebody else"
            );
        }
        match self.count_keys().await {
            Ok(keys) => tracing::info!(keys, "tokens of the application tell who is signed in"),
            Err(reason) => tracing::warn!(
                %reason,
                "application.token_keys can't be read, so pages are answered with 503 until they can; `latchkey check who` shows the reason"
            ),
        }
    }

    /// Refuses the tokens of this session of the application from now on.
    pub(crate) fn end(&self, session: &str) {
        self.0.ended.end(session);
    }
}

impl SignIn for ApplicationToken {
    async fn visitor(&self, request: &Parts) -> VisitorResult {
        match self.judge(&request.headers).await {
            TokenVerdict::Somebody(visitor) => Ok(Some(visitor)),
            TokenVerdict::Nobody => Ok(None),
            TokenVerdict::Refused(reason) => {
                tracing::debug!(%reason, "a visitor's token isn't valid");
                if reason.is_about_the_application() && !self.0.said_that_tokens_do_not_fit.swap(true, Ordering::Relaxed) {
                    tracing::warn!(
                        %reason,
                        "a token that the application has signed isn't valid here, so its visitor is nobody; `latchkey check who` shows the reason"
                    );
                }
                Ok(None)
            }
            TokenVerdict::Unavailable(reason) => Err(reason),
        }
    }
}

/// Why a token names no visitor.
enum Refusal {
    Invalid(InvalidToken),
    Unavailable(Unavailable),
}

impl From<InvalidToken> for Refusal {
    fn from(reason: InvalidToken) -> Self {
        Self::Invalid(reason)
    }
}

impl From<Unavailable> for Refusal {
    fn from(reason: Unavailable) -> Self {
        Self::Unavailable(reason)
    }
}

impl Verifier {
    async fn judge(&self, token: &str, headers: &HeaderMap) -> TokenVerdict {
        match self.visitor(token, headers).await {
            Ok(visitor) => TokenVerdict::Somebody(visitor),
            Err(Refusal::Invalid(reason)) => TokenVerdict::Refused(reason),
            Err(Refusal::Unavailable(reason)) => TokenVerdict::Unavailable(reason),
        }
    }

    async fn visitor(&self, token: &str, headers: &HeaderMap) -> Result<Visitor, Refusal> {
        let payload = self.verify(token).await?;
        Ok(self.read(&payload, token, headers)?)
    }

    /// The payload of a token that one of the keys has signed.
    async fn verify(&self, token: &str) -> Result<Vec<u8>, Refusal> {
        let jws = Jws::read(token)?;
        let is_signed = match (&self.signed_by, jws.algorithm) {
            (SignedBy::Shared(key), Algorithm::Hs256) => hmac::verify(key, jws.signed, &jws.signature).is_ok(),
            (SignedBy::Published(keys), Algorithm::Es256 | Algorithm::Rs256 | Algorithm::EdDsa) => {
                match Self::set_with(keys, &jws).await? {
                    Some(set) => set.has_signed(&jws),
                    None => return Err(InvalidToken::UnknownKey.into()),
                }
            }
            _ => return Err(InvalidToken::Algorithm.into()),
        };
        if !is_signed {
            return Err(InvalidToken::Signature.into());
        }
        Ok(jws.payload()?)
    }

    /// The keys, if the one that the token names is among them.
    async fn set_with(keys: &Arc<Keys>, jws: &Jws<'_>) -> Result<Option<Arc<KeySet>>, Unavailable> {
        let set = keys.current().await?;
        if set.knows(jws) {
            return Ok(Some(set));
        }
        let set = keys.read_again(&set).await?;
        Ok(set.knows(jws).then_some(set))
    }

    fn read(&self, payload: &[u8], token: &str, headers: &HeaderMap) -> Result<Visitor, InvalidToken> {
        let cookies = self.cookies.others(headers);
        let in_cookie = |session: &str| {
            cookie::contains(token.as_bytes(), session)
                || cookies.as_ref().is_some_and(|cookies| cookie::contains(cookies.as_bytes(), session))
        };
        let expected = Expected { issuer: &self.settings.issuer, audience: &self.audience, now: self.clock.now() };
        let visitor = claims::read(payload, &expected, in_cookie)?;
        if self.ended.is_ended(&visitor.session) { Err(InvalidToken::Ended) } else { Ok(visitor) }
    }
}

#[cfg(test)]
mod tests;
