//! `cargo xtask test [STAGE..] [-- ARGUMENTS]`: all tests and lints in one command, or single stages.
//!
//! ```text
//! stage.rs      the stages, and the commands of each
//! lint.rs       clippy's lints, by the build of the tests
//! prepared.rs   resources of several stages, created on demand: PostgreSQL, the release
//! suite.rs      Rust test executables and tests in WASM, each test with its duration
//! summary.rs    results and durations of the stages, and the slowest tests
//! ```
//!
//! Cheap stages run first. The others also run after a failure; the summary at the end names the failed ones.

mod lint;
mod prepared;
mod stage;
mod suite;
mod summary;

pub(crate) use stage::Stage;

use crate::programs::{self, Program};
use crate::workspace::{Build, Workspace};
use crate::{process, progress};
use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};
use prepared::Prepared;
use std::collections::BTreeSet;
use summary::Summary;

/// The options of `cargo xtask test`.
#[derive(Args)]
pub(crate) struct Options {
    /// Stages to run [default: all]
    #[arg(value_enum)]
    stages: Vec<Stage>,
    /// Run the browser tests against the development build instead of a release; without stages, leave out `weight`
    #[arg(long)]
    quick: bool,
    /// Arguments for the test programs: part of a test's name for Rust, Playwright's arguments for `browser`
    #[arg(last = true)]
    arguments: Vec<String>,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let stages = chosen(&options.stages, options.quick);
    // Reported first, before the long-running steps.
    programs::install(&programs(&stages))?;
    ensure!(process::exists("clippy-driver"), "clippy, which compiles the tests, is missing: `rustup component add clippy`");
    let build = if options.quick { Build::Development } else { Build::ReleaseTest };
    let mut prepared = Prepared::new(workspace, build, &options.arguments)?;
    let mut summary = Summary::default();
    for (number, stage) in stages.iter().enumerate() {
        println!("\nStage {} of {}: {}", number + 1, stages.len(), stage.title());
        let started = progress::now();
        let result = stage.run(&mut prepared);
        if let Err(error) = &result {
            println!("    FAILED: {error:#}");
        }
        summary.add(stage.title(), result.is_ok(), started.elapsed());
    }
    summary.finish(prepared.into_times())
}

/// Each stage once, in the order in which they run. A quick run without named stages has no release to weigh.
fn chosen(stages: &[Stage], quick: bool) -> Vec<Stage> {
    if !stages.is_empty() {
        return stages.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    }
    Stage::value_variants().iter().copied().filter(|stage| !(quick && *stage == Stage::Weight)).collect()
}

/// The programs that the stages need, each once.
fn programs(stages: &[Stage]) -> Vec<Program> {
    stages.iter().flat_map(|stage| stage.programs()).copied().collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_run_once_and_cheap_ones_first() {
        assert_eq!(chosen(&[Stage::Http, Stage::Lint, Stage::Http], false), [Stage::Lint, Stage::Http]);
    }

    #[test]
    fn each_program_is_asked_for_once() {
        assert_eq!(programs(&[Stage::Http, Stage::DomainPostgres, Stage::Mail]), [Program::Postgres, Program::Python]);
        assert!(programs(&[Stage::Lint, Stage::Domain]).is_empty());
    }

    #[test]
    fn no_stage_means_all() {
        assert_eq!(chosen(&[], false), Stage::value_variants());
        assert!(!chosen(&[], true).contains(&Stage::Weight));
    }
}
