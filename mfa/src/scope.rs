//! The permissions of an application's key.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// One permission. A key has those that its administrator chose, and no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
pub enum Scope {
    /// Check MFA tokens, and use them up.
    #[serde(rename = "mfa-tokens:consume")]
    #[strum(serialize = "mfa-tokens:consume")]
    ConsumeMfaTokens,
    /// Ask whether an action requires a proof.
    #[serde(rename = "actions:read")]
    #[strum(serialize = "actions:read")]
    ReadActions,
    /// Have visitors confirm actions on a page of Latchkey.
    #[serde(rename = "confirmations:write")]
    #[strum(serialize = "confirmations:write")]
    WriteConfirmations,
    /// Ask who is signed in, with the cookies of a visitor.
    #[serde(rename = "sessions:read")]
    #[strum(serialize = "sessions:read")]
    ReadSessions,
    /// End sessions.
    #[serde(rename = "sessions:write")]
    #[strum(serialize = "sessions:write")]
    WriteSessions,
    /// Ask whether a session token is still valid.
    #[serde(rename = "tokens:introspect")]
    #[strum(serialize = "tokens:introspect")]
    IntrospectTokens,
}

impl Scope {
    /// The name used in forms, in the database and in JSON.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scope_has_one_name() {
        for scope in Scope::VARIANTS {
            assert_eq!(scope.as_str().parse(), Ok(*scope));
            assert_eq!(serde_json::to_value(scope).unwrap(), scope.as_str());
        }
    }
}
