//! Addresses as a relay is given them.

use crate::inert::visible;
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use std::fmt;

/// An address with its domain in ASCII, so that only its local part can ask more of a relay than every relay offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(lettre::Address);

/// An address that no mail can be sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("isn't an email address")]
pub struct AddressError;

impl Address {
    /// Reads `local@domain`. The local part stays as it is; the domain may be in any script.
    ///
    /// # Errors
    ///
    /// [`AddressError`].
    pub fn parse(address: &str) -> Result<Self, AddressError> {
        let (local, domain) = address.trim().rsplit_once('@').ok_or(AddressError)?;
        if local.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(AddressError);
        }
        // As addresses of accounts are read: existing domains have hyphens at the third and fourth place.
        let domain = Uts46::new().to_ascii(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Verify);
        let domain = domain.map_err(|_| AddressError)?;
        let address = lettre::Address::new(local, &domain).or_else(|_| lettre::Address::new(quoted(local), &domain));
        address.map(Self).map_err(|_| AddressError)
    }

    /// Whether the local part has letters beyond ASCII, which a relay must offer `SMTPUTF8` for.
    #[must_use]
    pub fn needs_utf8(&self) -> bool {
        !self.0.user().is_ascii()
    }

    /// The part behind the `@`, in ASCII.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.domain()
    }

    pub(crate) const fn inner(&self) -> &lettre::Address {
        &self.0
    }
}

/// The same local part in quotes, which it needs for two dots in a row, or one at its beginning or end.
fn quoted(local: &str) -> String {
    let is_plain = !local.is_empty() && !local.contains(['(', ')', '<', '>', '[', ']', ':', ';', '@', '\\', ',', '"']);
    if is_plain { ["\"", local, "\""].concat() } else { local.to_owned() }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An address with the name that mail programs show for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The name; `None` for the address alone.
    pub name: Option<String>,
    /// The address.
    pub address: Address,
}

impl Mailbox {
    /// Reads `Name <local@domain>`, with or without quotes around the name, or an address alone.
    ///
    /// # Errors
    ///
    /// [`AddressError`].
    pub fn parse(mailbox: &str) -> Result<Self, AddressError> {
        let mailbox = mailbox.trim();
        let Some((name, address)) = mailbox.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) else {
            return Ok(Self { name: None, address: Address::parse(mailbox)? });
        };
        let name = visible(name.trim().trim_matches('"'));
        Ok(Self { name: Some(name).filter(|name| !name.is_empty()), address: Address::parse(address)? })
    }

    pub(crate) fn to_lettre(&self) -> lettre::message::Mailbox {
        lettre::message::Mailbox::new(self.name.as_deref().map(visible), self.address.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{Address, Mailbox};

    #[test]
    fn domains_become_ascii() {
        let address = Address::parse("Anna@Bücher.example").unwrap();
        assert_eq!(address.to_string(), "Anna@xn--bcher-kva.example");
        assert_eq!(address.domain(), "xn--bcher-kva.example");
        assert!(!address.needs_utf8());
        assert!(Address::parse("änna@example.com").unwrap().needs_utf8());
        for (text, sent) in [
            ("a@ab--cd.example", "a@ab--cd.example"),
            ("root@localhost", "root@localhost"),
            ("a..b.@example.com", "\"a..b.\"@example.com"),
            ("o'neil+x@example.com", "o'neil+x@example.com"),
        ] {
            assert_eq!(Address::parse(text).unwrap().to_string(), sent);
        }
    }

    #[test]
    fn mailboxes_have_names() {
        for text in ["Example GmbH <accounts@example.com>", "\"Example GmbH\" <accounts@example.com>"] {
            let mailbox = Mailbox::parse(text).unwrap();
            assert_eq!((mailbox.name.as_deref(), mailbox.address.to_string().as_str()), (Some("Example GmbH"), "accounts@example.com"));
        }
        assert_eq!(Mailbox::parse("accounts@example.com").unwrap().name, None);
        assert_eq!(Mailbox::parse("A\r\nBcc: b@example.com <a@example.com>").unwrap().name.as_deref(), Some("A Bcc: b@example.com"));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "",
            "anna",
            "@example.com",
            "anna@",
            "an na@example.com",
            "a@b@",
            "a\r\n@example.com",
            "a@exa mple.com",
            "<a@example.com",
            "a>@b.c\r\nDATA",
        ] {
            assert!(Address::parse(text).is_err(), "{text}");
            assert!(Mailbox::parse(text).is_err(), "{text}");
        }
    }
}
