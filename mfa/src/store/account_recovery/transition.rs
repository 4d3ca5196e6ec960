//! The transitions of a recovery that time alone causes.

use super::{DAY, TOLD_WITHIN, row::Row};
use crate::Timestamp;

/// A change of a recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transition {
    /// Nothing is due, or the recovery dates from the future ([`correct_future_recoveries`](crate::Maintenance::correct_future_recoveries)).
    Wait,
    /// The next day begins. `told`: the days up to now of which every notice was handed over.
    Day { told: i64 },
    /// The waiting time is over.
    Ready { told: i64 },
    /// It was ready, and nobody has completed it; or it didn't get ready, since its notices can't be handed over.
    Lapse,
}

impl Row {
    /// The change that is due now. `is_told`: whether all notices of the present day were handed over.
    ///
    /// A day begins at most once in 24 hours however far the clock jumps, and only a day whose notices were handed over counts, once it is over.
    pub(super) fn due_transition(&self, now: Timestamp, is_told: bool) -> Transition {
        if self.is_ready() {
            let until = self.until_at.map_or(Timestamp(i64::MIN), Timestamp);
            return if until > now { Transition::Wait } else { Transition::Lapse };
        }
        if Timestamp(self.ready_at) + TOLD_WITHIN <= now {
            return Transition::Lapse;
        }
        let told = self.told.saturating_add(i64::from(is_told));
        if self.ready_at <= now.0 && told >= self.days && self.day_ends_at() <= now.0 {
            return Transition::Ready { told };
        }
        if self.next_notice_at <= now.0 { Transition::Day { told } } else { Transition::Wait }
    }

    /// The end of the present day. If the waiting time isn't a number of whole days, its last day is shorter, and so is each one that is added.
    fn day_ends_at(&self) -> i64 {
        let day = i64::try_from(DAY.as_millis()).unwrap_or(i64::MAX);
        let whole_days = self.days.saturating_mul(day);
        let shorter = whole_days.saturating_sub(self.ready_at.saturating_sub(self.began_at));
        self.next_notice_at.saturating_sub(shorter.clamp(0, day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const BEGAN: Timestamp = Timestamp(1_800_000_000_000);

    fn hours(count: u64) -> Duration {
        Duration::from_secs(3600 * count)
    }

    /// A recovery with a waiting time of three days, on this day of it.
    fn on_day(day: i64, told: i64) -> Row {
        Row {
            id: String::new(),
            account_id: String::new(),
            state: "waiting".to_owned(),
            began_at: BEGAN.0,
            ready_at: (BEGAN + hours(72)).0,
            days: 3,
            told,
            day,
            next_notice_at: (BEGAN + hours(24 * day.unsigned_abs())).0,
            until_at: None,
            network: String::new(),
            agent: String::new(),
        }
    }

    #[test]
    fn three_days_of_which_every_notice_was_handed_over() {
        assert_eq!(on_day(1, 0).due_transition(BEGAN + hours(23), true), Transition::Wait);
        assert_eq!(on_day(1, 0).due_transition(BEGAN + hours(24), true), Transition::Day { told: 1 });
        assert_eq!(on_day(3, 2).due_transition(BEGAN + hours(71), true), Transition::Wait);
        assert_eq!(on_day(3, 2).due_transition(BEGAN + hours(72), true), Transition::Ready { told: 3 });
    }

    #[test]
    fn a_day_that_was_not_told_makes_it_a_day_longer() {
        assert_eq!(on_day(2, 1).due_transition(BEGAN + hours(48), false), Transition::Day { told: 1 });
        assert_eq!(on_day(3, 1).due_transition(BEGAN + hours(72), true), Transition::Day { told: 2 });
        assert_eq!(on_day(4, 2).due_transition(BEGAN + hours(96), true), Transition::Ready { told: 3 });
    }

    #[test]
    fn the_day_that_was_told_last_lasts_as_long_as_the_others() {
        // A missed day, or a clock that has jumped over it: the notices of the next one are handed over at once.
        assert_eq!(on_day(4, 2).due_transition(BEGAN + hours(72), true), Transition::Wait);
        assert_eq!(on_day(4, 2).due_transition(BEGAN + hours(95), true), Transition::Wait);
        let mut jumped = on_day(3, 2);
        jumped.next_notice_at = (BEGAN + hours(24 * 31)).0;
        assert_eq!(jumped.due_transition(BEGAN + hours(24 * 30), true), Transition::Wait);
        assert_eq!(jumped.due_transition(BEGAN + hours(24 * 31), true), Transition::Ready { told: 3 });
    }

    #[test]
    fn the_last_day_may_be_a_part_of_one() {
        let half = |day, told, next| Row {
            ready_at: (BEGAN + hours(36)).0,
            days: 2,
            next_notice_at: (BEGAN + hours(next)).0,
            ..on_day(day, told)
        };
        assert_eq!(half(2, 1, 48).due_transition(BEGAN + hours(35), true), Transition::Wait);
        assert_eq!(half(2, 1, 48).due_transition(BEGAN + hours(36), true), Transition::Ready { told: 2 });
        // A missed day is 24 hours longer.
        assert_eq!(half(3, 1, 72).due_transition(BEGAN + hours(59), true), Transition::Wait);
        assert_eq!(half(3, 1, 72).due_transition(BEGAN + hours(60), true), Transition::Ready { told: 2 });
    }

    #[test]
    fn a_clock_that_jumps_gives_one_day() {
        assert_eq!(on_day(1, 0).due_transition(BEGAN + hours(24 * 30), true), Transition::Day { told: 1 });
        let mut set_ahead = on_day(2, 1);
        set_ahead.next_notice_at = (BEGAN + hours(24 * 31)).0;
        assert_eq!(set_ahead.due_transition(BEGAN + hours(25), true), Transition::Wait);
        assert_eq!(on_day(1, 0).due_transition(BEGAN - hours(1), true), Transition::Wait, "it may be this clock that is behind");
    }

    #[test]
    fn notices_that_cannot_be_handed_over_end_it_after_a_month() {
        assert!(matches!(on_day(30, 1).due_transition(BEGAN + hours(72 + 719), false), Transition::Day { .. }));
        assert_eq!(on_day(30, 1).due_transition(BEGAN + hours(72 + 720), false), Transition::Lapse);
        assert_eq!(on_day(30, 2).due_transition(BEGAN + hours(72 + 720), true), Transition::Lapse, "nor by a clock that jumps");
    }

    #[test]
    fn ready_for_seven_days() {
        let mut ready = on_day(3, 3);
        ready.state = "ready".to_owned();
        ready.until_at = Some((BEGAN + hours(240)).0);
        assert_eq!(ready.due_transition(BEGAN + hours(239), false), Transition::Wait);
        assert_eq!(ready.due_transition(BEGAN + hours(240), false), Transition::Lapse);
        assert_eq!(ready.due_transition(BEGAN, false), Transition::Wait, "it may be this clock that is behind");
    }
}
