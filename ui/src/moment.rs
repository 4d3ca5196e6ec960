//! A moment in words.

use serde::{Deserialize, Serialize};

/// One moment, in all the forms in which a `<time>` element needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// RFC 3339, for the `datetime` attribute.
    pub machine: String,
    /// For people, in their time zone: "3 minutes ago", or date and time.
    pub text: String,
    /// What the text leaves open, as a tooltip; the time in UTC if nothing else.
    pub title: String,
}
