//! A user as the application reports them.

use mfa::Visitor;
use serde::Deserialize;

/// The longest session, in bytes.
const LONGEST_SESSION: usize = 1024;
/// The longest name and address, in characters. Shorter limits apply to what is shown.
const LONGEST_TEXT: usize = 1024;
/// From this length on, a session that is part of a cookie's value isn't so by chance.
const TELLING: usize = 16;

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
        let fits = |text: &str| text.chars().count() <= LONGEST_TEXT;
        if self.session.len() > LONGEST_SESSION || !fits(&self.name) || !self.address.as_deref().is_none_or(fits) {
            return Err(format!("session, name or address is longer than {LONGEST_SESSION} characters"));
        }
        if self.session.len() >= TELLING && is_in_cookie(&self.session) {
            return Err("session is the value of a cookie, which no page may learn: answer a hash of it".to_owned());
        }
        let visitor = Visitor::new(self.id, self.session).name(self.name);
        if !visitor.is_valid() {
            return Err("id isn't 1 to 256 bytes long, or session is empty".to_owned());
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
