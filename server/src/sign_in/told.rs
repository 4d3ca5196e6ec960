//! What an application tells about a visitor, by whichever way, and the bounds of it.

use mfa::Visitor;

/// The longest session, in bytes.
const LONGEST_SESSION: usize = 1024;
/// The longest name and address, in characters. Shorter limits apply to what is shown.
const LONGEST_TEXT: usize = 1024;
/// From this length on, a session that is part of a cookie's value isn't so by chance.
const TELLING: usize = 16;

/// A user who is signed in.
pub(crate) struct Told {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) session: String,
    pub(crate) address: Option<String>,
    /// Whether the user has confirmed the address to the application.
    pub(crate) address_confirmed: bool,
    pub(crate) language: Option<String>,
}

/// Why a user who is told can't be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The session, the name or the address is longer than 1024 characters.
    TooLong,
    /// The session is part of a cookie.
    InCookie,
    /// The id isn't 1 to 256 bytes long, or the session is empty.
    Invalid,
}

impl Told {
    /// The visitor, if everything is within its bounds. `in_cookie` tells whether a text is part of a cookie.
    pub(crate) fn visitor(self, in_cookie: impl Fn(&str) -> bool) -> Result<Visitor, Fault> {
        let fits = |text: &str| text.chars().count() <= LONGEST_TEXT;
        if self.session.len() > LONGEST_SESSION || !fits(&self.name) || !self.address.as_deref().is_none_or(fits) {
            return Err(Fault::TooLong);
        }
        if self.session.len() >= TELLING && in_cookie(&self.session) {
            return Err(Fault::InCookie);
        }
        let visitor = Visitor::new(self.id, self.session).name(self.name);
        if !visitor.is_valid() {
            return Err(Fault::Invalid);
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
