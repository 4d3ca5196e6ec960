//! The one build tool of this workspace: `cargo xtask serve` and its siblings.
//!
//! Every command is a module of its own. What they share: the places ([`workspace`]), running other programs ([`process`]), saying how far
//! it is ([`progress`]), the parts of a build ([`wasm`], [`style`], [`site`], [`server`], [`node`], [`python`]), what tests run against
//! ([`postgres`], [`memory`], [`running`]), and whether the documents state what is measured ([`figures`]).

mod bench;
mod crates;
mod deny;
mod dist;
mod embed;
mod figures;
mod memory;
mod node;
mod packages;
mod port;
mod process;
mod progress;
mod python;
mod quickstart;
mod running;
mod serve;
mod server;
mod shots;
mod site;
mod style;
mod test;
mod wasm;
mod weigh;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs and tests Latchkey", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything for development and run the server
    Serve,
    /// Install what the tests need and run all of them, the lints included, or the stages that are named
    Test(test::Options),
    /// Build the example application with Latchkey in it, and run it
    Embed,
    /// Build a release: one file, target/dist/latchkey
    Dist,
    /// Pack the crates as they are published, for an application of your own
    Package,
    /// Print how much each page of the release weighs, and fail above the budget
    Weigh {
        /// Only what runs in the browser, which is there sooner
        #[arg(long)]
        script: bool,
    },
    /// Take a picture of every screen
    Shots {
        /// The folder for the pictures [default: target/shots]
        folder: Option<PathBuf>,
    },
    /// Measure how fast the server is
    Bench {
        /// Arguments for the benchmark itself
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nIt didn't work: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    let workspace = Workspace::find()?;
    match task {
        Task::Serve => serve::run(&workspace),
        Task::Test(options) => test::run(&workspace, &options),
        Task::Embed => embed::run(&workspace),
        Task::Dist => dist::run(&workspace),
        Task::Package => crates::run(&workspace),
        Task::Weigh { script: true } => weigh::script(&workspace),
        Task::Weigh { script: false } => weigh::run(&workspace),
        Task::Shots { folder } => shots::run(&workspace, folder),
        Task::Bench { arguments } => bench::run(&workspace, &arguments),
    }
}
