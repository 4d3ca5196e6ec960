//! What the application has to say: who is signed in.

use http::request::Parts;
use mfa::Visitor;
use std::pin::Pin;

/// Tells who is signed in to the application.
pub trait SignIn: Send + Sync + 'static {
    /// The visitor that a request belongs to, by its headers (cookies), if somebody is signed in.
    ///
    /// It is asked at every request for a page or a function, of Latchkey's as well as of those that are guarded. Whoever can't be told for sure,
    /// because a database doesn't answer, say, is nobody.
    fn visitor(&self, request: &Parts) -> impl Future<Output = Option<Visitor>> + Send;
}

/// The same, for whatever type it is.
pub(crate) trait Ask: Send + Sync {
    fn ask<'a>(&'a self, request: &'a Parts) -> Pin<Box<dyn Future<Output = Option<Visitor>> + Send + 'a>>;
}

impl<S: SignIn> Ask for S {
    fn ask<'a>(&'a self, request: &'a Parts) -> Pin<Box<dyn Future<Output = Option<Visitor>> + Send + 'a>> {
        Box::pin(self.visitor(request))
    }
}
