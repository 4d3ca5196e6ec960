//! Reports the current step, its number, and its duration.

use anyhow::Result;
use std::time::{Duration, Instant};

/// A sequence of steps whose number is known beforehand.
pub(crate) struct Progress {
    steps: usize,
    step: usize,
    started: Instant,
}

impl Progress {
    pub(crate) fn new(steps: usize) -> Self {
        Self { steps, step: 0, started: now() }
    }

    /// Runs one step, after printing its name.
    pub(crate) fn step<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.step += 1;
        println!("Step {} of {}: {what}", self.step, self.steps);
        let started = now();
        let result = work()?;
        println!("    done in {}, {} so far", human(started.elapsed()), human(self.started.elapsed()));
        Ok(result)
    }
}

#[expect(clippy::disallowed_methods, reason = "a build tool measures real time")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// A duration in a readable form: `0.4 s`, `12 s`, `3 min 05 s`.
pub(crate) fn human(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(human(Duration::from_millis(440)), "0.4 s");
        assert_eq!(human(Duration::from_secs(12)), "12 s");
        assert_eq!(human(Duration::from_secs(185)), "3 min 05 s");
    }
}
