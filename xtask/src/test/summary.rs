//! The results and durations of the stages, and the slowest tests.

use crate::progress::human;
use anyhow::{Result, bail};
use std::time::Duration;

/// The number of slowest tests that are listed.
const SLOWEST: usize = 10;

/// The finished stages.
#[derive(Default)]
pub(super) struct Summary {
    stages: Vec<Finished>,
}

struct Finished {
    title: String,
    passed: bool,
    took: Duration,
}

/// The duration of a test.
pub(super) struct TestTime {
    pub(super) name: String,
    pub(super) seconds: f64,
}

impl Summary {
    pub(super) fn add(&mut self, title: String, passed: bool, took: Duration) {
        self.stages.push(Finished { title, passed, took });
    }

    /// Prints the summary. Fails unless every stage passed.
    pub(super) fn finish(self, times: Vec<TestTime>) -> Result<()> {
        let slowest = slowest(times);
        if !slowest.is_empty() {
            println!("\nSlowest tests");
        }
        for test in slowest {
            println!("  {:>8.1} s  {}", test.seconds, test.name);
        }
        println!("\nSummary");
        for stage in &self.stages {
            println!("{}", line(stage));
        }
        println!("  {:<8}{:<20}{:>12}", "", "together", human(self.stages.iter().map(|stage| stage.took).sum()));
        let failed: Vec<_> = self.stages.iter().filter(|stage| !stage.passed).map(|stage| stage.title.as_str()).collect();
        if !failed.is_empty() {
            bail!("failed: {}", failed.join(", "));
        }
        println!("All stages passed.");
        Ok(())
    }
}

fn line(stage: &Finished) -> String {
    format!("  {:<8}{:<20}{:>12}", if stage.passed { "ok" } else { "FAILED" }, stage.title, human(stage.took))
}

fn slowest(mut times: Vec<TestTime>) -> Vec<TestTime> {
    times.sort_by(|a, b| b.seconds.total_cmp(&a.seconds));
    times.truncate(SLOWEST);
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_failed_stage_fails_the_run() {
        let mut summary = Summary::default();
        summary.add("lint".to_owned(), false, Duration::ZERO);
        summary.add("unit".to_owned(), true, Duration::ZERO);
        assert_eq!(summary.finish(Vec::new()).unwrap_err().to_string(), "failed: lint");
    }

    #[test]
    fn no_failure_is_success() {
        let mut summary = Summary::default();
        summary.add("unit".to_owned(), true, Duration::ZERO);
        assert!(summary.finish(Vec::new()).is_ok());
    }

    #[test]
    fn the_slowest_tests_come_first() {
        let times = (0..20).map(|n| TestTime { name: n.to_string(), seconds: f64::from(n % 11) }).collect();
        let names: Vec<_> = slowest(times).into_iter().map(|test| test.name).collect();
        assert_eq!(names.first().map(String::as_str), Some("10"));
        assert_eq!(names.len(), SLOWEST);
    }
}
