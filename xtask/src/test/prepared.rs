//! The resources that several stages need, created when the first stage asks for them.

use super::summary::TestTime;
use crate::progress::Progress;
use crate::workspace::{Build, Workspace};
use crate::{dist, embed, memory, python, quickstart, serve};
use anyhow::{Context, Result, bail};
use postgres_server::{Durability, Postgres};
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// The workspace, with the resources that were prepared so far.
pub(super) struct Prepared<'a> {
    pub(super) workspace: &'a Workspace,
    /// The build that the browser tests run against.
    pub(super) build: Build,
    /// The arguments for the test programs.
    pub(super) arguments: &'a [String],
    postgres: Option<Postgres>,
    /// The environments with programs that tests use if they are there.
    provided: Vec<&'static python::Environment>,
    /// The folder for temporary files of test programs.
    folder: TempDir,
    /// Whether building the server succeeded; `None` if no stage has asked for it yet.
    server: Option<bool>,
    times: Vec<TestTime>,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(workspace: &'a Workspace, build: Build, arguments: &'a [String]) -> Result<Self> {
        Ok(Self {
            workspace,
            build,
            arguments,
            postgres: None,
            provided: Vec::new(),
            folder: memory::folder()?,
            server: None,
            times: Vec::new(),
        })
    }

    /// The address of a PostgreSQL server that belongs to this run.
    pub(super) fn postgres(&mut self) -> Result<String> {
        if let Some(postgres) = &self.postgres {
            return Ok(postgres.url());
        }
        let postgres = self.postgres.insert(Postgres::start(Durability::Lost)?);
        Ok(postgres.url())
    }

    /// Lets test programs use the programs of this environment, which is installed.
    pub(super) fn provide(&mut self, environment: &'static python::Environment) {
        self.provided.push(environment);
    }

    /// Builds the server, with its site. If that has failed before, the errors aren't printed again.
    pub(super) fn server(&mut self) -> Result<()> {
        match self.server {
            Some(true) => return Ok(()),
            Some(false) => bail!("the server couldn't be built; see the errors above"),
            None => {}
        }
        let result = match self.build {
            Build::Development => serve::build(self.workspace, &mut Progress::new(serve::STEPS)),
            build => dist::build(self.workspace, build, &mut Progress::new(dist::STEPS)),
        };
        self.server = Some(result.is_ok());
        result
    }

    /// Builds the example application.
    pub(super) fn example(&self) -> Result<()> {
        embed::build(self.workspace, self.build, &mut Progress::new(embed::STEPS))
    }

    /// Builds the quickstart application outside the workspace.
    pub(super) fn quickstart(&self) -> Result<()> {
        quickstart::build(self.workspace, self.build, &mut Progress::new(quickstart::STEPS))
    }

    /// A `cargo` command for building tests. Clippy compiles the crates of the workspace: they are linted by the build that runs.
    pub(super) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = self.workspace.cargo(Build::Development);
        cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver").args(arguments);
        cargo
    }

    /// A command for `program`, with the database server if a stage has started it, and with the folder in memory for temporary files.
    pub(super) fn program(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env("TMPDIR", self.folder.path());
        if let Some(postgres) = &self.postgres {
            command.env("LATCHKEY_TEST_POSTGRES_URL", postgres.url());
        }
        for environment in &self.provided {
            command.env(environment.variable, environment.programs(self.workspace));
        }
        command
    }

    /// The number of tests that have run.
    pub(super) fn tests(&self) -> usize {
        self.times.len()
    }

    pub(super) fn note_time(&mut self, time: TestTime) {
        self.times.push(time);
    }

    /// Records the output of the browser tests: one line of JSON for each test.
    pub(super) fn note_times(&mut self, lines: &str) -> Result<()> {
        for line in lines.lines() {
            let test: Value = serde_json::from_str(line).with_context(|| format!("not a test's time: {line}"))?;
            let field = |name: &str| test.get(name).with_context(|| format!("no {name}: {line}"));
            let name = field("name")?.as_str().unwrap_or_default().to_owned();
            self.note_time(TestTime { name, seconds: field("seconds")?.as_f64().unwrap_or_default() });
        }
        Ok(())
    }

    pub(super) fn into_times(self) -> Vec<TestTime> {
        self.times
    }
}
