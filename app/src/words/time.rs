//! Moments and waits in words.
//!
//! The server doesn't know the visitor's time zone. What is recent is said relative to now ("3 minutes ago"), which is true in
//! every zone; what is older is a date, and the exact time in UTC is always at hand as a tooltip and for machines.

use super::Words;
use crate::moment::Moment;
use ::time::{OffsetDateTime, format_description::well_known::Rfc3339};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Words {
    /// The moment `at`, seen from `now`; both in milliseconds since 1970.
    #[must_use]
    pub fn moment(self, at: i64, now: i64) -> Moment {
        let at = OffsetDateTime::from_unix_timestamp(at.div_euclid(1000)).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        Moment {
            machine: at.format(&Rfc3339).unwrap_or_default(),
            near: self.near(at, now.div_euclid(1000).saturating_sub(at.unix_timestamp())),
            exact: self
                .fill("time-exact", [("date", self.date(at).into()), ("time", format!("{:02}:{:02}", at.hour(), at.minute()).into())]),
        }
    }

    /// The day, in UTC, of a moment in milliseconds since 1970.
    #[must_use]
    pub fn day(self, at: i64) -> String {
        self.date(OffsetDateTime::from_unix_timestamp(at.div_euclid(1000)).unwrap_or(OffsetDateTime::UNIX_EPOCH))
    }

    /// "14 minutes 32 seconds". From an hour on, the seconds are left out.
    #[must_use]
    pub fn wait(self, seconds: u64) -> String {
        let (hours, minutes, rest) = (seconds / 3600, seconds % 3600 / 60, seconds % 60);
        let parts = [
            (hours > 0).then(|| self.fill("time-hours", [("count", hours.into())])),
            (minutes > 0).then(|| self.fill("time-minutes", [("count", minutes.into())])),
            (hours == 0 && (rest > 0 || minutes == 0)).then(|| self.fill("time-seconds", [("count", rest.into())])),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn near(self, at: OffsetDateTime, seconds_ago: i64) -> String {
        let ago = |key, unit: i64| self.fill(key, [("count", (seconds_ago / unit).into())]);
        match seconds_ago {
            ..MINUTE => self.text("time-now"),
            MINUTE..HOUR => ago("time-minutes-ago", MINUTE),
            HOUR..DAY => ago("time-hours-ago", HOUR),
            _ if seconds_ago < 7 * DAY => ago("time-days-ago", DAY),
            _ => self.date(at),
        }
    }

    fn date(self, at: OffsetDateTime) -> String {
        let month = self.fill("time-month", [("number", u8::from(at.month()).into())]);
        self.fill("time-date", [("day", at.day().into()), ("month", month.into()), ("year", at.year().to_string().into())])
    }
}

#[cfg(test)]
mod tests {
    use crate::words::{Language, Words};

    const ENGLISH: Words = Words::new(Language::English);
    const GERMAN: Words = Words::new(Language::German);

    #[test]
    fn waits_are_said_in_full() {
        for (seconds, english, german) in [
            (0, "0 seconds", "0 Sekunden"),
            (1, "1 second", "1 Sekunde"),
            (60, "1 minute", "1 Minute"),
            (872, "14 minutes 32 seconds", "14 Minuten 32 Sekunden"),
            (3600, "1 hour", "1 Stunde"),
            (7325, "2 hours 2 minutes", "2 Stunden 2 Minuten"),
        ] {
            assert_eq!(ENGLISH.wait(seconds), english);
            assert_eq!(GERMAN.wait(seconds), german);
        }
    }

    #[test]
    fn moments_are_near_or_exact() {
        let at = 1_795_494_600_000;
        let after = |seconds: i64| ENGLISH.moment(at, at + seconds * 1000);
        assert_eq!(after(0).machine, "2026-11-24T04:30:00Z");
        assert_eq!(after(0).exact, "24 November 2026, 04:30 UTC");
        assert_eq!(GERMAN.moment(at, at).exact, "24. November 2026, 04:30 UTC");
        for (seconds, near) in [
            (-30, "just now"),
            (59, "just now"),
            (60, "1 minute ago"),
            (7200, "2 hours ago"),
            (86_400, "1 day ago"),
            (6 * 86_400, "6 days ago"),
            (7 * 86_400, "24 November 2026"),
        ] {
            assert_eq!(after(seconds).near, near);
        }
        assert_eq!(GERMAN.moment(at, at + 7_200_000).near, "vor 2 Stunden");
    }
}
