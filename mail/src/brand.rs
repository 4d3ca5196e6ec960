//! The installation, as mails name it.

/// The installation as its users know it, with the pages that mails lead to. All addresses begin with the public address of the installation,
/// never with a request's header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brand {
    /// The name that users know.
    pub issuer: String,
    /// The support contact, as mails print it: an address or a page.
    pub support: Option<String>,
    /// The page to sign in.
    pub sign_in: String,
    /// The page that asks for a link to reset the password.
    pub reset: String,
    /// The beginning of the addresses of links, to which a token is appended.
    pub links: String,
    /// The page that says what to do about an act of somebody else. It has no token.
    pub not_me: String,
}

impl Brand {
    /// The address of the link with this token.
    pub(crate) fn link(&self, token: &str) -> String {
        [&self.links, token].concat()
    }
}
