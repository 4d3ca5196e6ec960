//! Moments in words, in UTC.

use super::catalog::{Catalog, Unfilled};
use fluent_bundle::FluentArgs;
use time::OffsetDateTime;

impl Catalog {
    /// "24 November 2026, 04:30 UTC", of milliseconds since 1970.
    pub(super) fn moment(&self, milliseconds: i64) -> Result<String, Unfilled> {
        let at = OffsetDateTime::from_unix_timestamp(milliseconds.div_euclid(1000)).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let mut number = FluentArgs::new();
        number.set("number", u8::from(at.month()));
        let month = self.text("mail-month", &number)?;
        let mut values = FluentArgs::new();
        values.set("day", at.day());
        values.set("month", month);
        values.set("year", at.year().to_string());
        values.set("time", format!("{:02}:{:02}", at.hour(), at.minute()));
        self.text("mail-moment", &values)
    }
}
