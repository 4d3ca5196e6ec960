//! `cargo xtask test [STAGE..] [-- ARGUMENTS]`: everything that has to hold, in one command or stage by stage.
//!
//! ```text
//! stage.rs      the stages, what each runs
//! prepared.rs   what several stages need, made when the first one asks: PostgreSQL, the release
//! suite.rs      test executables of Rust and tests in WASM, each test with its time
//! summary.rs    how the stages went, how long they took, the slowest tests
//! ```
//!
//! Cheap stages come first. A failed one doesn't hide what the others would say; the summary at the end names it.

mod prepared;
mod stage;
mod suite;
mod summary;

pub(crate) use stage::Stage;

use crate::packages::{self, Program};
use crate::progress;
use crate::workspace::{Build, Workspace};
use anyhow::Result;
use clap::{Args, ValueEnum};
use prepared::Prepared;
use std::collections::BTreeSet;
use summary::Summary;

/// What to test, and how.
#[derive(Args)]
pub(crate) struct Options {
    /// Stages to run [default: all]
    #[arg(value_enum)]
    stages: Vec<Stage>,
    /// Run the browser tests against the development build instead of a release, and leave out `weight`
    #[arg(long)]
    quick: bool,
    /// Arguments for the test programs: part of a test's name for Rust, Playwright's arguments for `browser`
    #[arg(last = true)]
    arguments: Vec<String>,
}

pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let stages = chosen(&options.stages, options.quick);
    // Before anything takes time: all that is missing is told at once.
    packages::install(&programs(&stages))?;
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

/// Each stage once, in the order in which they run. There is no release to weigh in a quick run.
fn chosen(stages: &[Stage], quick: bool) -> Vec<Stage> {
    if !stages.is_empty() {
        return stages.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    }
    Stage::value_variants().iter().copied().filter(|stage| !(quick && *stage == Stage::Weight)).collect()
}

/// What the stages need, each program once.
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
        assert_eq!(programs(&[Stage::Http, Stage::DomainPostgres]), [Program::Postgres]);
        assert!(programs(&[Stage::Lint, Stage::Domain]).is_empty());
    }

    #[test]
    fn no_stage_means_all() {
        assert_eq!(chosen(&[], false), Stage::value_variants());
        assert!(!chosen(&[], true).contains(&Stage::Weight));
    }
}
