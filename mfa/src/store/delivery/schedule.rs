//! The times of attempts.

use std::time::Duration;

/// How long one sender keeps a message: longer than all deadlines of the conversation with a relay together, so that no second sender begins while
/// the first may still succeed.
pub(super) const LEASE: Duration = Duration::from_secs(270);

/// How long all messages wait if the relay refuses the sender itself.
pub(super) const PAUSE: Duration = Duration::from_secs(60);

/// The longest time from the insertion of a message to its first attempt: an hour, in which events are gathered.
pub(super) const LONGEST_DELAY: Duration = Duration::from_hours(1);

/// More than the longest time from one attempt to the next.
pub(super) const LONGEST_WAIT: Duration = Duration::from_hours(3);

/// How long to wait after this many failed attempts, within a fifth of it: `random` is 0 to 255.
pub(super) fn wait_after(attempts: i64, random: u8) -> Duration {
    let seconds = match attempts {
        ..=1 => 30,
        2 => 120,
        3 => 600,
        4 => 1800,
        5 => 3600,
        _ => 7200,
    };
    let fifth = seconds * 1000 / 5;
    Duration::from_millis(seconds * 1000 - fifth + 2 * fifth * u64::from(random) / 255)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_differ_by_a_fifth() {
        let seconds = |attempts, random| wait_after(attempts, random).as_secs();
        assert_eq!((seconds(1, 0), seconds(1, 255)), (24, 36));
        assert_eq!((seconds(5, 0), seconds(5, 255)), (2880, 4320));
        assert_eq!((seconds(6, 128), seconds(60, 128)), (7205, 7205));
    }
}
