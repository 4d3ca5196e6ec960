//! `latchkey`: multi-factor enrollment and account security, served from one file.

mod cli;
mod clock;
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
            // One line, without the chain being cut: what failed, then why.
            let _ = writeln!(std::io::stderr(), "latchkey: {error:#}");
            ExitCode::FAILURE
        }
    }
}
