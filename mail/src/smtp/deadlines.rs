//! How long each phase may take.

use std::time::Duration;

/// The longest that each phase may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// From looking up the name of the relay to its answer to `EHLO`, with the handshake of TLS. `STARTTLS` has as much once more.
    pub connect: Duration,
    /// A command and its answer; all of the sign-in.
    pub command: Duration,
    /// The content of a mail and the answer to its final dot. Relays that check mails take their time here.
    pub content: Duration,
}

impl Default for Deadlines {
    fn default() -> Self {
        Self { connect: Duration::from_secs(20), command: Duration::from_secs(15), content: Duration::from_secs(120) }
    }
}

impl Deadlines {
    /// The longest that a mail can take on a new connection, from the look-up of the name to the last answer.
    #[must_use]
    pub fn total(&self) -> Duration {
        // Connection and STARTTLS; sign-in, sender, recipient, data.
        self.connect * 2 + self.command * 4 + self.content
    }
}

#[cfg(test)]
mod tests {
    use super::Deadlines;
    use std::time::Duration;

    #[test]
    fn a_mail_takes_minutes_at_most() {
        assert_eq!(Deadlines::default().total(), Duration::from_secs(220));
    }
}
