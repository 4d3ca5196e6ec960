//! Moments in the output of commands, in UTC.

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// Milliseconds since 1970 as in RFC 3339. Empty beyond the year 9999.
pub(super) fn rfc3339(millis: i64) -> String {
    moment(millis).and_then(|moment| moment.format(&Rfc3339).ok()).unwrap_or_default()
}

/// The day of a moment in milliseconds since 1970, such as `2026-03-01`.
pub(super) fn day(millis: i64) -> String {
    moment(millis).map(|moment| moment.date().to_string()).unwrap_or_default()
}

fn moment(millis: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(millis.div_euclid(1000)).ok()
}
