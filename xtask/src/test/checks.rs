//! A row of checks of which each is run, and a summary of how they went.

use crate::progress::{self, Progress, human};
use anyhow::{Result, bail};
use std::time::Duration;

/// The checks so far.
pub(super) struct Checks {
    progress: Progress,
    done: Vec<Check>,
}

struct Check {
    name: &'static str,
    passed: bool,
    took: Duration,
}

impl Checks {
    pub(super) fn new(progress: Progress) -> Self {
        Self { progress, done: Vec::new() }
    }

    /// Runs one check, which is one step.
    pub(super) fn run(&mut self, name: &'static str, check: impl FnOnce() -> Result<()>) {
        self.build(name, |progress| progress.step(name, check));
    }

    /// Runs something that consists of several steps; tells whether it worked.
    pub(super) fn build(&mut self, name: &'static str, build: impl FnOnce(&mut Progress) -> Result<()>) -> bool {
        let started = progress::now();
        let result = build(&mut self.progress);
        if let Err(error) = &result {
            println!("    FAILED: {error:#}");
        }
        self.done.push(Check { name, passed: result.is_ok(), took: started.elapsed() });
        result.is_ok()
    }

    /// Prints the summary; an error unless every check passed.
    pub(super) fn finish(self) -> Result<()> {
        println!("\nSummary");
        for check in &self.done {
            println!("{}", line(check));
        }
        let failed: Vec<_> = self.done.iter().filter(|check| !check.passed).map(|check| check.name).collect();
        if !failed.is_empty() {
            bail!("failed: {}", failed.join(", "));
        }
        println!("Everything holds.");
        Ok(())
    }
}

fn line(check: &Check) -> String {
    format!("  {:<8}{:<32}{:>12}", if check.passed { "ok" } else { "FAILED" }, check.name, human(check.took))
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn one_failure_fails_all_but_stops_nothing() {
        let mut checks = Checks::new(Progress::new(3));
        let mut ran = 0;
        checks.run("first", || Err(anyhow!("broken")));
        checks.run("second", || {
            ran += 1;
            Ok(())
        });
        assert_eq!(ran, 1);
        assert_eq!(checks.finish().unwrap_err().to_string(), "failed: first");
    }

    #[test]
    fn no_failure_is_success() {
        let mut checks = Checks::new(Progress::new(1));
        checks.run("only", || Ok(()));
        assert!(checks.finish().is_ok());
    }
}
