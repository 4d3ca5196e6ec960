//! The application's own things, which samples use and don't show.

use http::HeaderMap;
use leptos::{prelude::*, server_fn::ServerFnError};
use mfa::{NextStep, view::User};
use server::embed::Visitor;

/// Each sample uses this, so that none of them has to use anything else of this module.
pub(super) struct Given;

/// Somebody's request is done.
pub(super) async fn transfer(_: User) {}

/// Tells the user of a failure.
pub(super) fn show(_: &str) {}

/// Sends a body, with a token if there is one.
pub(super) async fn send(_: String, _: Option<String>) {}

/// Goes on at the next step.
pub(super) fn go_on(_: NextStep) {}

/// The application's server function.
pub(super) async fn strongbox() -> Result<String, ServerFnError> {
    Ok(String::new())
}

/// The answer of a server function that refuses.
pub(super) fn refuse(error: mfa::Error) -> ServerFnError {
    ServerFnError::new(error.code())
}

/// The application's user interface.
#[component]
pub(super) fn App() -> impl IntoView {}

/// A page of the application.
#[component]
pub(super) fn Home() -> impl IntoView {}

/// The document around the application.
pub(super) fn shell(_: LeptosOptions) -> impl IntoView {}

/// The application's sessions.
pub(super) struct People;

impl People {
    /// The user who is signed in.
    #[expect(clippy::unused_self, reason = "samples call it as a method")]
    pub(super) fn of(&self, _: &HeaderMap) -> Option<Visitor> {
        None
    }
}

/// The same, for Latchkey to ask.
pub(super) struct ByCookie(pub(super) People);

/// A queue of mails.
pub(super) struct MyMails;

impl MyMails {
    /// Adds one.
    pub(super) async fn queue(&self, _user: &str, _kind: &str, _at: i64) -> Result<(), ()> {
        Ok(())
    }
}

/// Sessions that are kept in a database.
pub(super) struct MySessions;

/// One of them.
pub(super) struct MySession {
    pub(super) id: String,
    pub(super) user_id: String,
    pub(super) user_name: String,
}

impl MySessions {
    /// The session that a request belongs to.
    pub(super) async fn find(&self, _: &HeaderMap) -> Option<MySession> {
        None
    }
}
