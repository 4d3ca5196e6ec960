//! The interface to an application's sign-in.

use http::request::Parts;
use mfa::Visitor;
use std::pin::Pin;

/// Reports who is signed in to the application.
pub trait SignIn: Send + Sync + 'static {
    /// The user that a request belongs to, by its headers (cookies). `None` if no user is signed in.
    ///
    /// Called for every request for a page or a function, both of Latchkey and of guarded routes. Return `None` if the user can't be determined
    /// reliably, for instance because a database doesn't respond.
    fn visitor(&self, request: &Parts) -> impl Future<Output = Option<Visitor>> + Send;
}

/// The same, as a trait object.
pub(crate) trait Ask: Send + Sync {
    fn ask<'a>(&'a self, request: &'a Parts) -> Pin<Box<dyn Future<Output = Option<Visitor>> + Send + 'a>>;
}

impl<S: SignIn> Ask for S {
    fn ask<'a>(&'a self, request: &'a Parts) -> Pin<Box<dyn Future<Output = Option<Visitor>> + Send + 'a>> {
        Box::pin(self.visitor(request))
    }
}
