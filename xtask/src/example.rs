//! `cargo xtask example NAME`: one of the shops in `examples`, in another language, with Latchkey beside it.
//!
//! This program installs and builds; `examples/start.sh` starts the processes and stops them.

use crate::programs::{self, Program};
use crate::progress::Progress;
use crate::python::{self, Environment};
use crate::workspace::{Build, Workspace};
use crate::{go, node, process, serve};
use anyhow::Result;
use clap::ValueEnum;
use std::process::Command;

/// A shop in another language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Example {
    /// Python, with Django's own sign-in, sessions and middleware
    Django,
    /// Node, with express-session
    Express,
    /// Python, with sessions in cookies
    Flask,
    /// Go's standard library, which is its own reverse proxy
    Go,
    /// PHP-FPM behind nginx, without a framework
    Php,
}

impl Example {
    /// The name on the command line, which is that of its folder.
    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// The system programs that it runs with.
    fn programs(self) -> &'static [Program] {
        match self {
            Self::Django | Self::Flask => &[Program::Nginx, Program::Python],
            Self::Express => &[Program::Nginx],
            Self::Go => &[Program::Go],
            Self::Php => &[Program::Nginx, Program::PhpFpm],
        }
    }

    /// The environment with its packages.
    fn environment(self) -> Option<&'static Environment> {
        match self {
            Self::Django => Some(&python::DJANGO),
            Self::Flask => Some(&python::FLASK),
            Self::Express | Self::Go | Self::Php => None,
        }
    }

    /// Installs its packages, unless they are there already, or compiles it.
    pub(crate) fn prepare(self, workspace: &Workspace) -> Result<()> {
        let folder = workspace.root.join("examples").join(self.name());
        match self {
            Self::Django | Self::Flask => self.environment().map_or(Ok(()), |environment| python::install(workspace, environment)),
            Self::Express => node::install(&folder),
            Self::Go => go::warm(workspace, &folder),
            Self::Php => Ok(()),
        }
    }
}

pub(crate) fn run(workspace: &Workspace, example: Example) -> Result<()> {
    programs::install(example.programs())?;
    let mut progress = Progress::new(serve::STEPS + 1);
    progress.step("installing what the example needs", || example.prepare(workspace))?;
    serve::build(workspace, &mut progress)?;
    let data = workspace.target.join("examples").join(example.name());
    let mut start = Command::new(workspace.root.join("examples/start.sh"));
    start.arg(example.name()).env("DATA", data).env("LATCHKEY_BIN", workspace.server(Build::Development));
    start.env("GOCACHE", go::cache(workspace));
    if let Some(environment) = example.environment() {
        start.env("PROGRAMS", environment.programs(workspace));
    }
    println!("\nStarting the example; Ctrl-C stops it");
    process::become_program(&mut start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn each_has_a_folder_and_is_started_by_its_name() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
        let script = std::fs::read_to_string(folder.join("shop.sh")).unwrap();
        for name in Example::value_variants().iter().map(|example| example.name()) {
            assert!(folder.join(&name).join("README.md").exists(), "{name}");
            assert!(script.contains(&format!("\n{name})\n")), "{name}");
        }
    }
}
