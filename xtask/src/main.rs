//! The build tool of this workspace: `cargo xtask serve` and other commands.
//!
//! Each command has its own module. The shared modules contain the paths ([`workspace`]), running programs ([`process`]), progress messages
//! ([`progress`]), the parts of a build ([`wasm`], [`style`], [`site`], [`server`], [`node`], [`python`], [`go`]), the environment of tests ([`programs`],
//! [`memory`], [`port`], [`running`]), and the comparison of measurements with the documents ([`figures`]).

mod bench;
mod deny;
mod dist;
mod embed;
mod example;
mod figures;
mod go;
mod memory;
mod node;
mod package;
mod port;
mod process;
mod programs;
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
use example::Example;
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
    /// Run all tests and lints, or only the given stages, and install the programs that they need
    Test(test::Options),
    /// Build and run the example application that embeds Latchkey
    Embed,
    /// Build Latchkey and run it beside one of the example applications in other languages
    Example {
        /// Name of the application
        #[arg(value_enum)]
        name: Example,
    },
    /// Build the release: a single executable, target/dist/latchkey
    Dist,
    /// Package the crates as they are published, to build an application of your own with them
    Package,
    /// Print the download size of each page of the release, and fail if one exceeds the budget
    Weigh {
        /// Build and weigh only the JavaScript and WASM, which is faster
        #[arg(long)]
        script: bool,
    },
    /// Take screenshots of every screen
    Shots {
        /// Folder for the screenshots [default: target/shots]
        folder: Option<PathBuf>,
    },
    /// Run the server's benchmarks
    Bench {
        /// Fail if a ratio is worse than docs/performance.md states
        #[arg(long)]
        check: bool,
        /// Arguments for the benchmark program
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nError: {error:#}");
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
        Task::Example { name } => example::run(&workspace, name),
        Task::Dist => dist::run(&workspace),
        Task::Package => package::run(&workspace),
        Task::Weigh { script: true } => weigh::script(&workspace),
        Task::Weigh { script: false } => weigh::run(&workspace),
        Task::Shots { folder } => shots::run(&workspace, folder),
        Task::Bench { check, arguments } => bench::run(&workspace, check, &arguments),
    }
}
