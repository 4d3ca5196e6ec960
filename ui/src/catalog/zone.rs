//! The time zones, and which one a visitor gets.

use jiff::{Timestamp, tz::TimeZoneDatabase};
use std::sync::LazyLock;
use time::{OffsetDateTime, UtcOffset};

/// The IANA database, built in: the same on every machine.
static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| DATABASE.available().map(|name| name.to_string()).collect());

/// The areas whose zones are offered. The rest are names of old systems, such as `EST5EDT`.
const AREAS: [&str; 10] = ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

/// A zone of the IANA database, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(&'static str);

impl Default for Zone {
    fn default() -> Self {
        Self::UTC
    }
}

impl Zone {
    /// Coordinated Universal Time.
    pub const UTC: Self = Self("UTC");

    /// The zone with this IANA name, which is also the name that browsers use.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|known| *known == name).map(|known| Self(known))
    }

    /// Its name, such as `Europe/Berlin`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// All zones that are offered, by area.
    pub fn offered() -> impl Iterator<Item = (&'static str, Vec<Self>)> {
        AREAS.into_iter().map(|area| {
            let in_area = |name: &&String| name.split_once('/').is_some_and(|(first, _)| first == area);
            (area, NAMES.iter().filter(in_area).map(|name| Self(name)).collect())
        })
    }

    /// The place that the zone is named after: "New York".
    pub fn place(self) -> String {
        self.0.split_once('/').map_or(self.0, |(_, place)| place).replace('_', " ")
    }

    /// The offset from UTC at a time. A zone without rules for that time counts as UTC.
    pub(super) fn offset(self, at: OffsetDateTime) -> UtcOffset {
        let offset = || {
            let zone = DATABASE.get(self.0).ok()?;
            let at = Timestamp::from_second(at.unix_timestamp()).ok()?;
            UtcOffset::from_whole_seconds(zone.to_offset(at).seconds()).ok()
        };
        offset().unwrap_or(UtcOffset::UTC)
    }
}

/// "UTC+5:30".
pub(super) fn told(offset: UtcOffset) -> String {
    let (hours, minutes, _) = offset.as_hms();
    let sign = if offset.is_negative() { '\u{2212}' } else { '+' };
    match (hours.unsigned_abs(), minutes.unsigned_abs()) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Zone, told};
    use time::macros::{datetime, offset};

    #[test]
    fn zones_have_the_names_that_browsers_use() {
        for name in ["UTC", "Europe/Berlin", "Asia/Calcutta", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "Etc/GMT+1"] {
            assert_eq!(Zone::named(name).map(Zone::name), Some(name));
        }
        for name in ["", "europe/berlin", "Mars/Olympus", "../etc/passwd", "Europe/Berlin; Path=/"] {
            assert_eq!(Zone::named(name), None, "{name}");
        }
    }

    #[test]
    fn an_offset_is_that_of_the_moment() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        assert_eq!(berlin.offset(datetime!(2026-11-24 04:30 UTC)), offset!(+1));
        assert_eq!(berlin.offset(datetime!(2026-07-24 04:30 UTC)), offset!(+2));
        assert_eq!(Zone::UTC.offset(datetime!(2026-07-24 04:30 UTC)), offset!(UTC));
    }

    #[test]
    fn offsets_are_told_in_hours() {
        for (offset, text) in
            [(offset!(UTC), "UTC"), (offset!(+1), "UTC+1"), (offset!(-3:30), "UTC\u{2212}3:30"), (offset!(-0:30), "UTC\u{2212}0:30")]
        {
            assert_eq!(told(offset), text);
        }
    }

    #[test]
    fn what_is_offered_can_be_chosen() {
        let zones: Vec<_> = Zone::offered().flat_map(|(_, zones)| zones).collect();
        assert!(zones.len() > 400 && zones.iter().all(|zone| Zone::named(zone.name()) == Some(*zone)), "{}", zones.len());
        assert_eq!(Zone::named("America/New_York").map(Zone::place).as_deref(), Some("New York"));
    }
}
