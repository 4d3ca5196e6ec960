//! Actions of an application that need a proof of their own.

use super::PolicyError;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// Longest name of an action, in characters.
const LONGEST_NAME: usize = 64;
/// Longest description of an action, in characters.
const LONGEST_DESCRIPTION: usize = 200;

/// How often a token can be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TokenKind {
    /// Once, within its lifetime.
    #[default]
    SingleUse,
    /// Any number of times within its lifetime.
    TimeBound,
}

impl TokenKind {
    /// The stable name.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A protected action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The application's name for the action, such as `transfer.create`: lower-case letters, digits, dots, hyphens and underscores.
    pub name: String,
    /// The description that users read. If empty, they read the name.
    #[serde(default)]
    pub description: String,
    /// A user without a method enrolls one first. If not set, only users with a method are asked.
    #[serde(default)]
    pub required: bool,
    /// How often the token can be used.
    #[serde(default)]
    pub token: TokenKind,
    /// The token's lifetime in seconds.
    #[serde(default = "five_minutes")]
    pub lifetime_seconds: u64,
}

fn five_minutes() -> u64 {
    300
}

impl Action {
    /// The text that users read: the description, or else the name.
    pub fn shown(&self) -> &str {
        if self.description.is_empty() { &self.name } else { &self.description }
    }

    pub(super) fn check(&self) -> Result<(), PolicyError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
        let named = (1..=LONGEST_NAME).contains(&self.name.len()) && self.name.chars().all(plain);
        let described = self.description.chars().count() <= LONGEST_DESCRIPTION && !self.description.chars().any(char::is_control);
        if !named || !described {
            return Err(PolicyError::ActionName);
        }
        if !(1..=86_400).contains(&self.lifetime_seconds) {
            return Err(PolicyError::TokenLifetimeOutOfRange);
        }
        Ok(())
    }
}
