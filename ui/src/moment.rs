//! A time as text.

use serde::{Deserialize, Serialize};

/// A time in all forms that a `<time>` element needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// RFC 3339, for the `datetime` attribute.
    pub machine: String,
    /// Text for people, in their time zone: "3 minutes ago", or date and time.
    pub text: String,
    /// The tooltip: the details that the text leaves out, at least the time in UTC.
    pub title: String,
}
