//! A countdown.

use crate::{browser, control::reactive::waiting_until};
use leptos::prelude::*;

/// Counts down a wait, and announces its end.
///
/// The seconds tick silently (`role="timer"`); only the end is announced. No button is disabled meanwhile: the server refuses early attempts, and
/// they cost nothing. The timer is invisible on the server, where the page states the wait as text anyway.
#[component]
pub fn Timer(
    /// The wait.
    seconds: u32,
    /// The timer's accessible name.
    label: String,
    /// The message at the end.
    over: String,
) -> impl IntoView {
    let left = RwSignal::new(seconds);
    let running = RwSignal::new(false);
    Effect::new(move || {
        running.set(true);
        // The clock is read instead of counting ticks: timers of a page in the background are late.
        let end = browser::now() + f64::from(seconds) * 1000.0;
        browser::every_second(move || {
            let now_left = seconds_until(end);
            // Setting fails once the timer was removed from the page together with its screen.
            left.try_set(now_left).is_none() && now_left > 0
        });
    });
    view! {
        <p class="countdown needs-script" class:waiting=waiting_until(running) role="timer" translate="no" aria-label=label hidden=move || left.get() == 0>
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

/// "14:32", preceded by the hours if there are any.
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
