//! Actions of an application that ask for a proof of their own.

use super::PolicyError;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// Longest name of an action.
const LONGEST_NAME: usize = 64;
/// Longest description of one.
const LONGEST_DESCRIPTION: usize = 200;

/// How long the token counts that comes of a proof.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TokenKind {
    /// Once, within its lifetime.
    #[default]
    SingleUse,
    /// As often as one likes within its lifetime.
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
    /// What the application calls it, such as `transfer.create`: small letters, digits, dots, dashes and underscores.
    pub name: String,
    /// What people read that it is; its name if this is empty.
    #[serde(default)]
    pub description: String,
    /// A user without a method enrolls one first. Otherwise only users who have one are asked.
    #[serde(default)]
    pub required: bool,
    /// How often its token counts.
    #[serde(default)]
    pub token: TokenKind,
    /// How long its token counts, in seconds.
    #[serde(default = "five_minutes")]
    pub lifetime_seconds: u64,
}

fn five_minutes() -> u64 {
    300
}

impl Action {
    /// What people read that it is.
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
