//! A mail with its final bytes.

use crate::address::{Address, Mailbox};
use std::fmt;

/// The parts of a mail besides its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The identifier of the mail, in letters, digits, `-` and `_`: the part of the `Message-ID` before the `@`, the name of its file, and part of the
    /// line that separates its parts. A delivery has one, which stays the same at every attempt.
    pub id: String,
    /// The host of the installation's public address: the part of the `Message-ID` behind the `@`.
    pub host: String,
    /// The sender.
    pub from: Mailbox,
    /// The recipient.
    pub to: Address,
    /// Where replies go, if not to the sender.
    pub reply_to: Option<Mailbox>,
    /// When the mail was written, in milliseconds since 1970.
    pub date: i64,
}

/// A mail as it is handed over. The same letter and envelope give the same bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    pub(crate) id: String,
    pub(crate) to: Address,
    pub(crate) bytes: Vec<u8>,
}

impl Message {
    /// The identifier of the mail, as in [`Envelope::id`].
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The recipient.
    #[must_use]
    pub const fn to(&self) -> &Address {
        &self.to
    }

    /// Headers and body (RFC 5322), with CR LF at the end of each line.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The content has links that are secrets.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message").field("id", &self.id).finish_non_exhaustive()
    }
}
