//! Days in the format of date fields (`2026-11-24`), in UTC.

use time::{Date, Duration, OffsetDateTime, UtcOffset, macros::format_description};

/// The beginning of a day, in milliseconds since 1970. `None` if the text isn't a day.
pub(crate) fn start(text: &str) -> Option<i64> {
    parse(text).map(milliseconds)
}

/// The end of a day.
pub(crate) fn end(text: &str) -> Option<i64> {
    parse(text)?.checked_add(Duration::DAY).map(milliseconds)
}

/// The last day before a time.
pub(crate) fn last_before(until: i64) -> Option<String> {
    let moment = OffsetDateTime::from_unix_timestamp(until.saturating_sub(1).div_euclid(1000)).ok()?;
    Some(moment.date().to_string())
}

fn milliseconds(day: Date) -> i64 {
    day.midnight().assume_offset(UtcOffset::UTC).unix_timestamp().saturating_mul(1000)
}

/// Month and day may lack their leading zeros.
fn parse(text: &str) -> Option<Date> {
    let day = Date::parse(text.trim(), format_description!("[year]-[month padding:none]-[day padding:none]")).ok()?;
    (2000..=9998).contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::{end, last_before, start};

    #[test]
    fn days_begin_and_end_in_utc() {
        assert_eq!(start("1999-12-31"), None);
        assert_eq!(start("2026-11-24"), Some(1_795_478_400_000));
        assert_eq!(start(" 2026-7-4 "), start("2026-07-04"));
        assert_eq!(end("2026-11-24"), start("2026-11-25"));
        assert_eq!(last_before(start("2026-11-25").unwrap_or_default()).as_deref(), Some("2026-11-24"));
        for text in ["", "tomorrow", "2026-02-30", "2026-13-01", "2026-11-24-1", "24.11.2026", "9999-01-01", "2026-11"] {
            assert_eq!(start(text), None, "{text}");
        }
    }
}
