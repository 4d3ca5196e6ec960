//! Times and durations as text.
//!
//! A recent time is shown relative to now ("3 minutes ago"), which is correct in every zone, and an older one as a date in the visitor's zone. The
//! exact time is always available as a tooltip, in UTC too, and in a machine-readable form.

use super::{Catalog, zone::told};
use crate::moment::Moment;
use ::time::{OffsetDateTime, UtcOffset, format_description::well_known::Rfc3339};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Catalog {
    /// The time `at` relative to `now`, as roughly as people remember it. Both are in milliseconds since 1970.
    #[must_use]
    pub fn moment(self, at: i64, now: i64) -> Moment {
        let at = utc(at);
        let (here, there) = (self.date_and_time(self.here(at)), self.date_and_time(at));
        Moment {
            machine: machine(at),
            text: self.near(at, now.div_euclid(1000).saturating_sub(at.unix_timestamp())),
            title: if here == there { there } else { format!("{here} · {there}") },
        }
    }

    /// The time `at`, in milliseconds since 1970, with date and time of day.
    #[must_use]
    pub fn exact_moment(self, at: i64) -> Moment {
        let at = utc(at);
        Moment { machine: machine(at), text: self.date_and_time(self.here(at)), title: self.date_and_time(at) }
    }

    /// The day, in UTC, of a time in milliseconds since 1970.
    #[must_use]
    pub fn day(self, at: i64) -> String {
        self.date(utc(at))
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
            _ => self.date(self.here(at)),
        }
    }

    /// The same time in the visitor's zone.
    fn here(self, at: OffsetDateTime) -> OffsetDateTime {
        at.to_offset(self.zone.offset(at))
    }

    fn date_and_time(self, at: OffsetDateTime) -> String {
        let time = format!("{:02}:{:02}", at.hour(), at.minute());
        self.fill("time-exact", [("date", self.date(at).into()), ("time", time.into()), ("zone", told(at.offset()).into())])
    }

    fn date(self, at: OffsetDateTime) -> String {
        let month = self.fill("time-month", [("number", u8::from(at.month()).into())]);
        self.fill("time-date", [("day", at.day().into()), ("month", month.into()), ("year", at.year().to_string().into())])
    }
}

fn utc(milliseconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(milliseconds.div_euclid(1000)).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

fn machine(at: OffsetDateTime) -> String {
    at.to_offset(UtcOffset::UTC).format(&Rfc3339).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::catalog::{Catalog, Language, Zone};

    const ENGLISH: Catalog = Catalog::new(Language::English);
    const GERMAN: Catalog = Catalog::new(Language::German);

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
        assert_eq!(after(0).title, "24 November 2026, 04:30 UTC");
        assert_eq!(GERMAN.moment(at, at).title, "24. November 2026, 04:30 UTC");
        for (seconds, near) in [
            (-30, "just now"),
            (59, "just now"),
            (60, "1 minute ago"),
            (7200, "2 hours ago"),
            (86_400, "1 day ago"),
            (6 * 86_400, "6 days ago"),
            (7 * 86_400, "24 November 2026"),
        ] {
            assert_eq!(after(seconds).text, near);
        }
        assert_eq!(GERMAN.moment(at, at + 7_200_000).text, "vor 2 Stunden");
    }

    #[test]
    fn moments_are_those_of_the_visitors_clock() {
        let at = 1_795_494_600_000;
        let there = ENGLISH.in_zone(Zone::named("America/Los_Angeles").unwrap());
        let exact = there.exact_moment(at);
        assert_eq!(exact.text, "23 November 2026, 20:30 UTC\u{2212}8");
        assert_eq!(exact.title, "24 November 2026, 04:30 UTC");
        assert_eq!(exact.machine, "2026-11-24T04:30:00Z");
        let near = there.moment(at, at + 8 * 86_400_000);
        assert_eq!(near.text, "23 November 2026");
        assert_eq!(near.title, "23 November 2026, 20:30 UTC\u{2212}8 · 24 November 2026, 04:30 UTC");
    }
}
