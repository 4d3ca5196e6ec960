//! What a mail tells about its event: the values that are stored until it is sent.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The values of a mail. As JSON they can be stored; what isn't there has no field.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Params {
    /// The link with a token of this mail, for kinds whose main link has one: the whole address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The second link with a token: to receive no such mail any more ([`Kind::ConfirmAddress`]), to stop the recovery
    /// ([`Kind::RecoveryReady`]).
    ///
    /// [`Kind::ConfirmAddress`]: crate::Kind::ConfirmAddress
    /// [`Kind::RecoveryReady`]: crate::Kind::RecoveryReady
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_link: Option<String>,
    /// The address that the account signs in with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// An address that replaces it. Mails that reach the old address don't show all of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_address: Option<String>,
    /// How many backup codes are left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remaining: Option<u32>,
    /// How many hours are left until a recovery is ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// How many minutes the link is valid for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The events that the mail is about, the earliest first. Several of one kind can be told in one mail.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<Moment>,
}

/// One event. Of an administrator's act only its time and reason are told: network address and browser are the administrator's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Moment {
    /// When it happened, in milliseconds since 1970.
    pub at: i64,
    /// The network address that it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// The browser in the language of the mail, such as "Firefox on Windows".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub browser: Option<String>,
    /// The name of the method that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The reason that an administrator gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Tells the events alone: links are secrets, and addresses don't belong into a log.
impl fmt::Debug for Params {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Params").field("moments", &self.moments.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, Params};

    #[test]
    fn only_what_is_there_is_stored() {
        let params = Params {
            link: Some("https://example.com/m/secret".to_owned()),
            moments: vec![Moment { at: 5, network: Some("192.0.2.1".to_owned()), ..Moment::default() }],
            ..Params::default()
        };
        let json = serde_json::to_string(&params).unwrap();
        assert_eq!(json, r#"{"link":"https://example.com/m/secret","moments":[{"at":5,"network":"192.0.2.1"}]}"#);
        assert_eq!(serde_json::from_str::<Params>(&json).unwrap(), params);
        assert!(!format!("{params:?}").contains("secret"));
    }
}
