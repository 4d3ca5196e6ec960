//! The visitor on whose behalf an application's server asks.

use crate::{AppState, cookie, middleware::session, sign_in::ReportedUser};
use http::{HeaderValue, Request, header::COOKIE};
use mfa::{Error, LiveSession};
use serde::{Deserialize, Deserializer};

/// The members of a request that name its visitor.
#[derive(Deserialize)]
pub(super) struct OfVisitor {
    /// The `Cookie` header of the visitor's request.
    cookie: String,
    #[serde(default)]
    visitor: Reported,
}

/// The user that the application reports. It saves Latchkey's own request to the application, which an application with a single worker couldn't answer
/// while it waits for this response.
#[derive(Default)]
enum Reported {
    /// The member is missing: the application is asked, as for a request of the visitor's own.
    #[default]
    Nothing,
    /// `null`: nobody is signed in.
    Nobody,
    /// This user is signed in.
    User(ReportedUser),
}

impl<'de> Deserialize<'de> for Reported {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(value)?.map_or(Self::Nobody, Self::User))
    }
}

impl OfVisitor {
    /// The visitor's live session. Opens none.
    ///
    /// # Errors
    ///
    /// * [`Error::MalformedRequest`] if `visitor` is invalid; if it is there and no application signs users in; or if it is missing and the application
    ///   signs tokens for its users
    /// * [`Error::ApplicationUnavailable`]
    /// * [`Error::Unavailable`]
    pub(super) async fn session(self, state: &AppState) -> Result<Option<LiveSession>, Error> {
        let cookie = HeaderValue::try_from(self.cookie).map_err(|_| Error::MalformedRequest)?;
        let is_in_cookie = |text: &str| cookie::contains(cookie.as_bytes(), text);
        let user = match self.visitor {
            // With tokens, only the application knows which user it has found, so it must report the user.
            Reported::Nothing if state.beside.as_ref().is_some_and(|beside| !beside.is_asked()) => return Err(Error::MalformedRequest),
            Reported::Nothing => None,
            _ if state.application.is_none() => return Err(Error::MalformedRequest),
            Reported::Nobody => return Ok(None),
            Reported::User(user) => Some(user.into_visitor(is_in_cookie).map_err(|_| Error::MalformedRequest)?),
        };
        let (request, ()) = Request::builder().header(COOKIE, cookie).body(()).map_err(|_| Error::MalformedRequest)?.into_parts();
        match user {
            Some(visitor) => session::of_user(state, &request.headers, &visitor).await,
            None => session::of_request(state, &request).await,
        }
    }
}
