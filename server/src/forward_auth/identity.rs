//! The headers that tell the application who is there.

use http::{HeaderName, HeaderValue};
use mfa::Session;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

const USER: HeaderName = HeaderName::from_static("remote-user");
const NAME: HeaderName = HeaderName::from_static("remote-name");
const EMAIL: HeaderName = HeaderName::from_static("remote-email");
const GROUPS: HeaderName = HeaderName::from_static("remote-groups");
const SESSION: HeaderName = HeaderName::from_static("latchkey-session");
const ASSERTION: HeaderName = HeaderName::from_static("latchkey-assertion");

/// Names are UTF-8, and headers ASCII: other characters are percent-encoded, and so is the percent sign itself.
const ENCODED: &AsciiSet = &CONTROLS.add(b'%');

/// The headers, each with its value. All of them are always sent, empty ones as well: an empty one replaces a forged one where a missing one would let it
/// through.
pub(super) type Identity = [(HeaderName, HeaderValue); 6];

/// The user of a session that was let through, and a token that vouches for that; empty if the settings have no tokens for the origin.
pub(super) fn of_session(session: &Session, assertion: &str) -> Identity {
    let user = session.subject().unwrap_or(&session.account_id);
    // An address that nobody has confirmed may be a stranger's, and an application may give its owner's rights to it.
    [
        (USER, value(user)),
        (NAME, value(&session.email)),
        (EMAIL, value(session.confirmed_address().unwrap_or_default())),
        (GROUPS, value("")),
        (SESSION, value(&session.id)),
        (ASSERTION, value(assertion)),
    ]
}

/// For a request that is let through without a session.
pub(super) fn of_nobody() -> Identity {
    [USER, NAME, EMAIL, GROUPS, SESSION, ASSERTION].map(|name| (name, value("")))
}

fn value(text: &str) -> HeaderValue {
    let encoded = utf8_percent_encode(text, ENCODED).to_string();
    HeaderValue::from_str(&encoded).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn names_are_ascii() {
        assert_eq!(value("ada@example.org"), "ada@example.org");
        assert_eq!(value("Zoë 100%"), "Zo%C3%AB 100%25");
        assert_eq!(value("a\r\nRemote-User: b"), "a%0D%0ARemote-User: b");
        assert_eq!(value(""), "");
    }
}
