//! The interface to an application's sign-in.

mod reported;

pub use reported::ReportFault;
pub(crate) use reported::{LONGEST_SESSION, ReportedUser};

use http::request::Parts;
use mfa::Visitor;
use std::{
    error::Error,
    fmt::{self, Display},
    pin::Pin,
};

/// Reports who is signed in to the application.
pub trait SignIn: Send + Sync + 'static {
    /// The user that a request belongs to, by its headers (cookies). `None` if no user is signed in.
    ///
    /// Called for every request for a page or a function, both of Latchkey and of guarded routes.
    ///
    /// # Errors
    ///
    /// [`Unavailable`] if the application can't tell, for instance because a database doesn't respond. The request is then answered with 503. Don't
    /// return `None` instead: the visitor would be redirected to the sign-in page, and from there back again.
    fn visitor(&self, request: &Parts) -> impl Future<Output = Result<Option<Visitor>, Unavailable>> + Send;
}

/// The application can't tell who is signed in. Holds the reason, which goes to the log and to nobody else.
///
/// Any error becomes one by `?`. Like `anyhow::Error`, it therefore isn't a [`std::error::Error`] itself.
#[derive(Clone)]
pub struct Unavailable {
    reason: String,
}

impl Unavailable {
    /// With a reason for the log: one line without visitors' data.
    pub fn because(reason: impl Display) -> Self {
        Self { reason: reason.to_string() }
    }
}

impl<E: Error> From<E> for Unavailable {
    fn from(error: E) -> Self {
        let mut reason = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            reason = format!("{reason}: {error}");
            cause = error.source();
        }
        Self { reason }
    }
}

impl Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl fmt::Debug for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unavailable").field(&self.reason).finish()
    }
}

/// The answer of an application: the signed-in user, if there is one.
pub(crate) type VisitorResult = Result<Option<Visitor>, Unavailable>;

/// [`SignIn`] as a trait object.
pub(crate) trait DynSignIn: Send + Sync {
    fn visitor_boxed<'a>(&'a self, request: &'a Parts) -> Pin<Box<dyn Future<Output = VisitorResult> + Send + 'a>>;
}

impl<S: SignIn> DynSignIn for S {
    fn visitor_boxed<'a>(&'a self, request: &'a Parts) -> Pin<Box<dyn Future<Output = VisitorResult> + Send + 'a>> {
        Box::pin(self.visitor(request))
    }
}

#[cfg(test)]
mod tests {
    use super::Unavailable;
    use std::io;

    #[test]
    fn a_reason_has_its_causes() {
        #[derive(Debug, thiserror::Error)]
        #[error("can't read the sessions")]
        struct Sessions(#[source] io::Error);

        let failing = || -> Result<(), Unavailable> { Err(Sessions(io::Error::other("connection refused")))? };
        assert_eq!(failing().unwrap_err().to_string(), "can't read the sessions: connection refused");
        assert_eq!(Unavailable::because("no answer").to_string(), "no answer");
    }
}
