//! The period of the figures.

use crate::day;
use mfa::adoption::Day;
use strum::EnumCount;
use ui::paths;
use url::form_urlencoded;

/// A number of days up to today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumCount)]
pub(crate) enum Period {
    Week,
    #[default]
    Month,
    Quarter,
    Year,
}

impl Period {
    pub(super) const ALL: [Self; Self::COUNT] = [Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The period in the address; a month by default.
    pub(crate) fn of(query: Option<&str>) -> Self {
        let asked = form_urlencoded::parse(query.unwrap_or_default().as_bytes()).find(|(key, _)| key == "days");
        let asked = asked.and_then(|(_, days)| days.parse().ok());
        Self::ALL.into_iter().find(|period| Some(period.days()) == asked).unwrap_or_default()
    }

    pub(crate) const fn days(self) -> u16 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
            Self::Year => 365,
        }
    }

    pub(super) fn path(self) -> String {
        format!("{}?days={}", paths::ADOPTION, self.days())
    }

    /// The address of the same figures as a file.
    pub(super) fn file(self) -> String {
        format!("{}?days={}", paths::ADOPTION_FILE, self.days())
    }
}

/// The day in the format of date fields.
pub(crate) fn date(day: &Day) -> String {
    day::last_before(day.from.saturating_add(1)).unwrap_or_default()
}

/// The first and the last day.
pub(super) fn ends(days: &[Day]) -> [String; 2] {
    [days.first(), days.last()].map(|day| day.map(date).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn an_address_asks_for_a_period_that_there_is() {
        assert_eq!(Period::of(Some("days=365")), Period::Year);
        for other in [None, Some(""), Some("days="), Some("days=31"), Some("days=99999999999")] {
            assert_eq!(Period::of(other), Period::Month);
        }
    }
}
