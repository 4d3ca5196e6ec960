//! A user as the application reports them, by whichever way, and the bounds of a report.

use mfa::Visitor;
use serde::Deserialize;

/// The longest session, in bytes.
pub(crate) const LONGEST_SESSION: usize = 1024;
/// The longest name and address, in characters. Shorter limits apply to what is shown.
const LONGEST_TEXT: usize = 1024;
/// From this length on, a session that is part of a cookie's value isn't so by chance.
const TELLING: usize = 16;

/// A user who is signed in to the application. In JSON, unknown members are ignored.
#[derive(Deserialize)]
pub(crate) struct ReportedUser {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) name: String,
    pub(crate) session: String,
    #[serde(default)]
    pub(crate) address: Option<String>,
    /// Whether the user has confirmed the address to the application.
    #[serde(default)]
    pub(crate) address_confirmed: bool,
    #[serde(default)]
    pub(crate) language: Option<String>,
}

/// Why a report can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFault {
    /// The session, the name or the address is longer than 1024 characters.
    TooLong,
    /// The session is part of a cookie.
    InCookie,
    /// The id isn't 1 to 256 bytes long, or the session is empty.
    Invalid,
}

impl ReportedUser {
    /// The visitor, if everything is within its bounds. `is_in_cookie` tells whether a text is part of the value of one of the visitor's cookies.
    pub(crate) fn into_visitor(self, is_in_cookie: impl Fn(&str) -> bool) -> Result<Visitor, ReportFault> {
        let fits = |text: &str| text.chars().count() <= LONGEST_TEXT;
        if self.session.len() > LONGEST_SESSION || !fits(&self.name) || !self.address.as_deref().is_none_or(fits) {
            return Err(ReportFault::TooLong);
        }
        if self.session.len() >= TELLING && is_in_cookie(&self.session) {
            return Err(ReportFault::InCookie);
        }
        let visitor = Visitor::new(self.id, self.session).name(self.name);
        if !visitor.is_valid() {
            return Err(ReportFault::Invalid);
        }
        let visitor = match self.address {
            Some(address) => visitor.address(address, self.address_confirmed),
            None => visitor,
        };
        Ok(match self.language {
            Some(language) => visitor.language(language),
            None => visitor,
        })
    }
}
