//! A wait that counts down.

use crate::browser;
use leptos::prelude::*;

/// Counts a wait down, and says when it is over.
///
/// The seconds tick silently (`role="timer"`); only the end is announced. Nothing is disabled meanwhile: the server refuses what comes too
/// early, and such an attempt costs nothing.
/// Invisible on the server, where the words of the wait are on the page anyway.
#[component]
pub fn Timer(
    /// The wait.
    seconds: u32,
    /// The timer's name.
    label: String,
    /// What is said at the end.
    over: String,
) -> impl IntoView {
    let left = RwSignal::new(seconds);
    let running = RwSignal::new(false);
    Effect::new(move || {
        running.set(true);
        // By the clock, not by counting: timers of a page in the background are late.
        let end = browser::now() + f64::from(seconds) * 1000.0;
        browser::every_second(move || {
            let now_left = seconds_until(end);
            // Refused once the timer has left the page with the screen around it.
            left.try_set(now_left).is_none() && now_left > 0
        });
    });
    view! {
        <p class="countdown needs-script" class:waiting=move || !running.get() role="timer" translate="no" aria-label=label hidden=move || left.get() == 0>
            {move || clock(left.get())}
        </p>
        <p class="countdown-over" role="status">
            {move || (left.get() == 0).then(|| over.clone())}
        </p>
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the conversion saturates, and a past end is to be 0")]
fn seconds_until(end: f64) -> u32 {
    ((end - browser::now()) / 1000.0).ceil() as u32
}

/// "14:32", with hours in front if there are any.
fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds % 3600 / 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn clocks_read_well() {
        assert_eq!(clock(0), "0:00");
        assert_eq!(clock(59), "0:59");
        assert_eq!(clock(872), "14:32");
        assert_eq!(clock(3600), "1:00:00");
        assert_eq!(clock(86_399), "23:59:59");
    }
}
