//! `latchkey`: multi-factor enrollment and account security, served from one file.

mod cli;
mod command;
mod shutdown;

use clap::Parser;
use cli::Cli;
use std::{io::Write, process::ExitCode};

#[tokio::main]
async fn main() -> ExitCode {
    match command::run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "latchkey: {}", line(&error));
            ExitCode::FAILURE
        }
    }
}

/// The failed operation and its causes, in one line. Some errors already quote their cause.
fn line(error: &anyhow::Error) -> String {
    error
        .chain()
        .skip(1)
        .map(ToString::to_string)
        .fold(error.to_string(), |line, cause| if line.ends_with(&cause) { line } else { format!("{line}: {cause}") })
}
