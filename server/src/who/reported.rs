//! A user as the application reports them.

use crate::sign_in::{Fault, Told};
use mfa::Visitor;
use serde::Deserialize;

/// The JSON of a user who is signed in to the application. Unknown members are ignored.
#[derive(Deserialize)]
pub(crate) struct ReportedUser {
    id: String,
    #[serde(default)]
    name: String,
    session: String,
    #[serde(default)]
    address: Option<String>,
    /// Whether the user has confirmed the address to the application.
    #[serde(default)]
    address_confirmed: bool,
    #[serde(default)]
    language: Option<String>,
}

impl ReportedUser {
    /// The visitor that the report is about. `is_in_cookie` tells whether a text is part of the value of one of the visitor's cookies.
    ///
    /// # Errors
    ///
    /// The reason why the report can't be used, for the operator. It quotes nothing of the report.
    pub(crate) fn into_visitor(self, is_in_cookie: impl Fn(&str) -> bool) -> Result<Visitor, String> {
        let Self { id, name, session, address, address_confirmed, language } = self;
        let told = Told { id, name, session, address, address_confirmed, language };
        told.visitor(is_in_cookie).map_err(|fault| {
            let reason = match fault {
                Fault::TooLong => "session, name or address is longer than 1024 characters",
                Fault::InCookie => "session is the value of a cookie, which no page may learn: answer a hash of it",
                Fault::Invalid => "id isn't 1 to 256 bytes long, or session is empty",
            };
            reason.to_owned()
        })
    }
}
