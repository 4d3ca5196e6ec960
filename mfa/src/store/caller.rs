//! The origin of a request, by which limits count and of which the audit keeps address and agent.

use crate::{ClientNetwork, Timestamp, mail::MailMoment};
use sha2::{Digest, Sha256};

/// Longest kept description of a browser.
const LONGEST_AGENT: usize = 256;

/// The client that makes a request: its address and agent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caller {
    /// Network address.
    pub address: String,
    /// The browser's description of itself; for an application's server, the name of its key.
    pub agent: String,
    kind: Kind,
    /// The hash of the secret in the cookie of the browser.
    browser: Option<Vec<u8>>,
    /// For how many days the user asks that the browser be trusted.
    trust_days: Option<u32>,
}

/// The kind of caller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Visitor,
    Operator,
    Application,
    Server,
}

impl Caller {
    /// Control characters are dropped and lengths limited, so that the values can't forge lines of logs or pages.
    pub fn new(address: &str, agent: &str) -> Self {
        let clean = |text: &str| text.chars().filter(|c| !c.is_control()).take(LONGEST_AGENT).collect();
        Self { address: clean(address), agent: clean(agent), kind: Kind::Visitor, browser: None, trust_days: None }
    }

    /// The same caller, in the browser with this secret ([`Sessions::browser_secret`](crate::Sessions::browser_secret)). A completed sign-in of a
    /// caller without one isn't compared with earlier ones.
    #[must_use]
    pub fn in_browser(self, secret: &str) -> Self {
        Self { browser: Some(Sha256::digest(secret).to_vec()), ..self }
    }

    /// The same caller, whose user asks with a proof that the browser be trusted for so many days: if the proof completes a sign-in and the policy
    /// allows it, later sign-ins in this browser need no second factor.
    #[must_use]
    pub fn asking_for_trust(self, days: u32) -> Self {
        Self { trust_days: Some(days), ..self }
    }

    /// The hash of the browser's secret, and the days for which its user asks that it be trusted.
    pub(crate) fn asks_for_trust(&self) -> Option<(&[u8], u32)> {
        self.browser().zip(self.trust_days)
    }

    /// The hash of the browser's secret.
    pub(crate) fn browser(&self) -> Option<&[u8]> {
        self.browser.as_deref()
    }

    /// The network by which limits count the caller.
    pub(crate) fn network(&self) -> ClientNetwork {
        ClientNetwork::of_text(&self.address)
    }

    /// The operator at the command line.
    pub fn operator() -> Self {
        Self { kind: Kind::Operator, ..Self::new("", "latchkey command line") }
    }

    /// A server of the installation, by itself: its timers.
    pub(crate) fn server() -> Self {
        Self { kind: Kind::Server, ..Self::default() }
    }

    /// The server of an application, at this address, with the key of this name.
    pub fn application(address: &str, key: &str) -> Self {
        Self { kind: Kind::Application, ..Self::new(address, key) }
    }

    /// The moment of a request of this caller, as mails tell it. For an operator, without network address and browser.
    pub(crate) fn moment(&self, at: Timestamp) -> MailMoment {
        let given = |text: &str| (!text.is_empty() && !self.is_operator()).then(|| text.to_owned());
        MailMoment { at: at.0, network: given(&self.address), browser: given(&self.agent), ..MailMoment::default() }
    }

    pub(crate) fn is_operator(&self) -> bool {
        self.kind == Kind::Operator
    }

    /// The audit's name for this kind of caller.
    pub(crate) fn actor(&self) -> &'static str {
        match self.kind {
            Kind::Visitor => "user",
            Kind::Operator => "operator",
            Kind::Application => "application",
            Kind::Server => "server",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_writes_lines_of_their_own_through_an_agent() {
        let caller = Caller::new("127.0.0.1", "evil\r\n2026 ok \u{1b}[31mred");
        assert_eq!(caller.agent, "evil2026 ok [31mred");
        assert_eq!(Caller::new("", &"x".repeat(9999)).agent.len(), LONGEST_AGENT);
    }
}
