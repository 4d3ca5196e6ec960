//! Where a request comes from: what limits count by, and what the audit keeps of it.

use crate::ClientNetwork;

/// Longest kept description of a browser.
const LONGEST_AGENT: usize = 256;

/// Who is asking: where a request came from and with what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caller {
    /// Network address.
    pub address: String,
    /// The browser's description of itself; of an application's server, the name of its key.
    pub agent: String,
    kind: Kind,
}

/// What kind of caller it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Visitor,
    Operator,
    Application,
}

impl Caller {
    /// Control characters are dropped and lengths bounded, so that neither logs nor pages can be forged through them.
    pub fn new(address: &str, agent: &str) -> Self {
        let clean = |text: &str| text.chars().filter(|c| !c.is_control()).take(LONGEST_AGENT).collect();
        Self { address: clean(address), agent: clean(agent), kind: Kind::Visitor }
    }

    /// The network that limits count the caller by.
    pub(crate) fn network(&self) -> ClientNetwork {
        ClientNetwork::of_text(&self.address)
    }

    /// The operator at the command line.
    pub fn operator() -> Self {
        Self { kind: Kind::Operator, ..Self::new("", "latchkey command line") }
    }

    /// The server of an application, at this address, with the key of this name.
    pub fn application(address: &str, key: &str) -> Self {
        Self { kind: Kind::Application, ..Self::new(address, key) }
    }

    /// What the audit calls such a caller.
    pub(crate) fn actor(&self) -> &'static str {
        match self.kind {
            Kind::Visitor => "user",
            Kind::Operator => "operator",
            Kind::Application => "application",
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
