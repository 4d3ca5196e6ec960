//! Users signed in by an application with its own sign-in.

use crate::{
    Error,
    email::{self, Email},
};
use sha2::{Digest, Sha256};

/// Longest id of a user in bytes; those of applications are far shorter.
const LONGEST_ID: usize = 256;
/// Longest name that is kept, in characters.
const LONGEST_NAME: usize = 100;

/// Longest code of a language; `zh-Hant-TW` is long.
const LONGEST_LANGUAGE: usize = 16;

/// A mail address that the application knows of its user.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VisitorAddress {
    /// The address.
    pub text: String,
    /// Whether its owner has confirmed it to the application, by a link or a code. No mail is sent to any other.
    pub confirmed: bool,
}

/// The mailbox of an application's user, as it is stored with the account.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct VisitorMail {
    /// A confirmed address, in the spelling that mail is sent to.
    pub(crate) address: Option<String>,
    pub(crate) language: Option<String>,
}

impl std::fmt::Debug for VisitorMail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VisitorMail").finish_non_exhaustive()
    }
}

/// A user whom the application has signed in.
///
/// ```
/// use mfa::Visitor;
///
/// let visitor = Visitor::new("user-7", "the id of the session").name("Mira Novák");
/// assert_eq!(visitor.id, "user-7");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Visitor {
    /// The application's id of the user, 1 to 256 bytes without a NUL. It must never change nor be given to another user.
    pub id: String,
    /// The name that authenticator apps and pages show; the id if this is empty. It may change.
    pub name: String,
    /// Identifies the application's session with this browser; not empty. Only its hash is kept.
    pub session: String,
    /// Where notices about the user's methods go. It may change, and identifies nobody: two users may have the same.
    pub address: Option<VisitorAddress>,
    /// The code of the language of these notices, such as `de`.
    pub language: Option<String>,
}

impl std::fmt::Debug for Visitor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Visitor").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Visitor {
    /// The user with this id, in this session of the application. Both as in the fields of the same names.
    #[must_use]
    pub fn new(id: impl Into<String>, session: impl Into<String>) -> Self {
        Self { id: id.into(), name: String::new(), session: session.into(), address: None, language: None }
    }

    /// The same with a name.
    #[must_use]
    pub fn name(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// The same with a mail address, and whether the user has confirmed it to the application.
    #[must_use]
    pub fn address(self, text: impl Into<String>, confirmed: bool) -> Self {
        Self { address: Some(VisitorAddress { text: text.into(), confirmed }), ..self }
    }

    /// The same with the code of a language.
    #[must_use]
    pub fn language(self, code: impl Into<String>) -> Self {
        Self { language: Some(code.into()), ..self }
    }

    /// The mailbox to be stored. An address that isn't confirmed, or isn't one, counts as none.
    pub(crate) fn mail(&self) -> VisitorMail {
        let confirmed = self.address.as_ref().filter(|address| address.confirmed).map(|address| address.text.as_str());
        let is_code =
            |code: &&String| (1..=LONGEST_LANGUAGE).contains(&code.len()) && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        VisitorMail {
            address: confirmed.and_then(|text| Some(Email::parse(text)?.spelled(text))),
            language: self.language.as_ref().filter(is_code).cloned(),
        }
    }

    /// Whether the id and the session are as their fields say. An empty one would merge many users into one account, or many sessions into one.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        (1..=LONGEST_ID).contains(&self.id.len()) && !self.id.contains('\0') && !self.session.is_empty()
    }

    /// Refuses a visitor who isn't [valid](Self::is_valid).
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.is_valid() {
            return Ok(());
        }
        tracing::error!("the application reported a visitor whose id isn't 1 to {LONGEST_ID} bytes long, or who has no session");
        Err(Error::Unavailable)
    }

    /// The name in a form that fits a line of text and an `otpauth:` label, in which a colon has a meaning.
    pub(crate) fn label(&self) -> String {
        let shown = |text: &str| {
            let shown: String = text.chars().filter(|c| !email::is_invisible(*c)).collect();
            let words: Vec<_> =
                shown.split(|c: char| c.is_whitespace() || c.is_control() || c == ':').filter(|word| !word.is_empty()).collect();
            words.join(" ").chars().take(LONGEST_NAME).collect::<String>()
        };
        [&self.name, &self.id].map(|text| shown(text)).into_iter().find(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned())
    }

    /// The hash under which a session of the application is kept.
    pub(crate) fn binding(session: &str) -> Vec<u8> {
        Sha256::digest(session.as_bytes()).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(id: &str, name: &str) -> String {
        Visitor::new(id, "s").name(name).label()
    }

    #[test]
    fn a_name_is_one_line_without_a_colon() {
        assert_eq!(label("7", " Mira\r\n  Novák "), "Mira Novák");
        assert_eq!(label("7", "Dr:Mira\u{202e}"), "Dr Mira");
        assert_eq!(label("7", &"x".repeat(999)).len(), LONGEST_NAME);
    }

    #[test]
    fn who_has_no_name_goes_by_the_id() {
        assert_eq!(label("user-7", " \u{200b}:"), "user-7");
        assert_eq!(label("::", ""), "–");
    }
}
