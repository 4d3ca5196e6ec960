//! The ways by which an application beside Latchkey tells who is signed in.

use crate::{
    application_token::ApplicationToken,
    sign_in::{SignIn, VisitorResult},
    who::WhoEndpoint,
};
use http::request::Parts;

/// One of the ways. Cheap to clone.
#[derive(Clone)]
pub enum BesideApplication {
    /// It is asked.
    Who(WhoEndpoint),
    /// Visitors bring a token of it.
    Token(ApplicationToken),
}

impl BesideApplication {
    /// Checks the source once, and logs a warning if it doesn't work.
    pub async fn check_at_start(&self) {
        match self {
            Self::Who(who) => who.check_at_start().await,
            Self::Token(token) => token.check_at_start().await,
        }
    }

    /// Whether Latchkey asks the application who a visitor is. With tokens it doesn't, and a token among the visitor's cookies may be of another user
    /// than the one that the application has found by a cookie of its own.
    pub(crate) fn is_asked(&self) -> bool {
        matches!(self, Self::Who(_))
    }

    /// The application has ended this session of its own.
    pub(crate) fn end(&self, session: &str) {
        match self {
            Self::Who(who) => who.forget(session),
            Self::Token(token) => token.end(session),
        }
    }
}

impl From<WhoEndpoint> for BesideApplication {
    fn from(who: WhoEndpoint) -> Self {
        Self::Who(who)
    }
}

impl From<ApplicationToken> for BesideApplication {
    fn from(token: ApplicationToken) -> Self {
        Self::Token(token)
    }
}

impl SignIn for BesideApplication {
    async fn visitor(&self, request: &Parts) -> VisitorResult {
        match self {
            Self::Who(who) => who.visitor(request).await,
            Self::Token(token) => token.visitor(request).await,
        }
    }
}
