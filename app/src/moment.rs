//! A moment in words.

use serde::{Deserialize, Serialize};

/// One moment, in all the forms in which a `<time>` element needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// RFC 3339, for the `datetime` attribute.
    pub machine: String,
    /// "3 minutes ago", or the date if it is more than a week ago.
    pub near: String,
    /// Date and time in UTC.
    pub exact: String,
}
