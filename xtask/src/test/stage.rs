//! The stages, in the order in which they run.

use super::lint;
use super::prepared::Prepared;
use super::suite::{self, Tests};
use crate::example::Example;
use crate::programs::{self, Program};
use crate::workspace::{Build, WASM_TARGET};
use crate::{deny, embed, go, node, process, python, quickstart, wasm, weigh};
use anyhow::{Result, ensure};
use clap::ValueEnum;
use std::fs;
use std::process::Command;

/// A group of tests that fail for the same reasons, or need the same resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Stage {
    /// Formatting, and clippy for the server's and the browser's code
    Lint,
    /// Licences, sources and known vulnerabilities of the dependencies
    Deny,
    /// Unit tests, and the tests of the JSON that the browser reads and writes
    Unit,
    /// Tests of the domain on SQLite
    Domain,
    /// Tests of mails, as another program reads them, and of their hand-over to a mail server
    Mail,
    /// Tests of the domain on PostgreSQL
    DomainPostgres,
    /// Tests of the HTTP layer in process, and of the commands of the binary, on both databases
    Http,
    /// Tests of checks by real reverse proxies, with the files of the documents
    Proxies,
    /// Tests of session tokens by libraries that aren't ours, on both databases
    Tokens,
    /// Samples, names, links and commands in the documents
    Documents,
    /// Download size of each page of the release, and of the dialogs in an application's pages
    Weight,
    /// Browser tests of the example application
    Embed,
    /// Browser tests of an application outside the workspace that is built with the packaged crates
    Package,
    /// Browser tests of the example applications in other languages, with Latchkey beside them
    Examples,
    /// Browser tests of the release
    Browser,
}

/// The packages of the server's side, which are compiled together. Each stage selects targets from this same set of packages, since cargo chooses the
/// features of dependencies by the set: another set would compile them again. `frontend` is separate because `ui` can't be built for server and
/// browser at once; `xtask` and `authenticator` because their tests enable features that the server's dependencies don't have.
const SERVER_SIDE: &[&str] = &[
    "--package=latchkey-mail",
    "--package=latchkey-mfa",
    "--package=latchkey-ui",
    "--package=latchkey-app",
    "--package=latchkey-playground",
    "--package=latchkey-pages",
    "--package=latchkey-server",
    "--package=testbed",
    "--package=latchkey",
    "--package=latchkey-site",
    "--package=docs",
    "--package=embed",
    "--features=latchkey/ssr,latchkey/islands,embed/ssr",
];
const XTASK: &[&str] = &["--package=xtask", "--package=postgres_server"];
const AUTHENTICATOR: &[&str] = &["--package=authenticator"];
/// Tests that run in WASM.
const BRIDGE: &[&str] = &["--package", "bridge_tests"];

impl Stage {
    /// The name in the summary: the same as on the command line.
    pub(super) fn title(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// The system programs that the stage needs.
    pub(super) fn programs(self) -> &'static [Program] {
        match self {
            Self::Lint | Self::Deny | Self::Unit | Self::Domain | Self::Documents => &[],
            Self::Mail => &[Program::Python],
            Self::DomainPostgres => &[Program::Postgres],
            Self::Http => &[Program::Postgres, Program::Python],
            Self::Proxies => &[Program::HaProxy, Program::Nginx, Program::Python],
            Self::Tokens => &[Program::Go, Program::GoJose, Program::Postgres, Program::Python],
            Self::Weight => &[Program::Oathtool],
            Self::Examples => programs::EXAMPLES,
            Self::Embed | Self::Package | Self::Browser => programs::BROWSER_TESTS,
        }
    }

    /// Runs the stage. A stage of tests in which no test runs, for instance because of a misspelt name, fails.
    pub(super) fn run(self, prepared: &mut Prepared<'_>) -> Result<()> {
        let before = prepared.tests();
        self.run_all(prepared)?;
        // The samples in doc comments report no times.
        let is_counted = !matches!(self, Self::Lint | Self::Deny | Self::Weight | Self::Documents);
        ensure!(!is_counted || prepared.tests() > before, "no test ran");
        Ok(())
    }

    fn run_all(self, prepared: &mut Prepared<'_>) -> Result<()> {
        match self {
            Self::Lint => lint(prepared),
            Self::Deny => deny::check(prepared.workspace),
            Self::Unit => unit(prepared),
            // The suite contains each test once for each database; the tests of PostgreSQL belong to the other stage.
            Self::Domain => domain(prepared, &["--skip", "::postgres"]),
            Self::Mail => mail(prepared),
            Self::DomainPostgres => {
                prepared.postgres()?;
                domain(prepared, &["--skip", "::sqlite"])
            }
            Self::Http => {
                python::install(prepared.workspace, &python::SMTP)?;
                prepared.postgres()?;
                suite::run(prepared, &Tests { packages: SERVER_SIDE, targets: &["--test", "http", "--test", "process"], arguments: &[] })
            }
            Self::Proxies => proxies(prepared),
            Self::Tokens => tokens(prepared),
            Self::Documents => documents(prepared),
            Self::Embed => example(prepared),
            Self::Package => outside(prepared),
            Self::Examples => examples(prepared),
            Self::Weight => weight(prepared),
            Self::Browser => browser(prepared),
        }
    }
}

/// Runs all lints, even after a failure.
fn lint(prepared: &Prepared<'_>) -> Result<()> {
    wasm::ensure_target()?;
    let cargo = |arguments: &[&str]| {
        let mut cargo = prepared.workspace.cargo(Build::Development);
        cargo.args(arguments);
        cargo
    };
    let clippy = |packages: &[&str]| {
        let mut clippy = cargo(&["clippy", "--target", WASM_TARGET]);
        clippy.args(packages).args(["--", "-D", "warnings"]);
        clippy
    };
    let format = cargo(&["fmt", "--all", "--check"]);
    let in_browsers = [
        clippy(&["--package=frontend", "--features", "pages"]),
        clippy(&["--package=frontend", "--features", "playground"]),
        clippy(BRIDGE),
        clippy(&[embed::BROWSER, &["--lib", "--no-deps"]].concat()),
    ];
    let on_the_server = [XTASK, AUTHENTICATOR, SERVER_SIDE].into_iter().map(|packages| lint::run(prepared, packages));
    let commands = [format].into_iter().chain(in_browsers).map(|mut command| process::run(&mut command));
    suite::all(commands.chain(on_the_server))
}

fn unit(prepared: &mut Prepared<'_>) -> Result<()> {
    let beside_the_code = ["--lib", "--bins", "--test", "samples", "--test", "settings"];
    suite::all([
        suite::run(prepared, &Tests { packages: XTASK, targets: &["--all-targets"], arguments: &[] }),
        suite::run(prepared, &Tests { packages: AUTHENTICATOR, targets: &["--all-targets"], arguments: &[] }),
        suite::run(prepared, &Tests { packages: SERVER_SIDE, targets: &beside_the_code, arguments: &[] }),
        suite::run_in_node(prepared, BRIDGE),
    ])
}

fn domain(prepared: &mut Prepared<'_>, arguments: &[&str]) -> Result<()> {
    suite::run(prepared, &Tests { packages: SERVER_SIDE, targets: &["--test", "suite"], arguments })
}

fn mail(prepared: &mut Prepared<'_>) -> Result<()> {
    python::install(prepared.workspace, &python::SMTP)?;
    suite::run(prepared, &Tests { packages: SERVER_SIDE, targets: &["--test", "mail"], arguments: &[] })
}

/// A part of the tests of the HTTP layer, which do nothing there without the proxies.
fn proxies(prepared: &mut Prepared<'_>) -> Result<()> {
    python::install(prepared.workspace, &python::PROXIES)?;
    prepared.provide(&python::PROXIES);
    suite::run(prepared, &Tests { packages: SERVER_SIDE, targets: &["--test", "http"], arguments: &["proxies::"] })
}

/// A part of the tests of the HTTP layer, which do nothing there without the libraries.
fn tokens(prepared: &mut Prepared<'_>) -> Result<()> {
    python::install(prepared.workspace, &python::TOKENS)?;
    let program = python::TOKENS.programs(prepared.workspace).join("verify-with-go");
    go::compile(prepared.workspace, "testbed/tokens/verify.go", &program)?;
    prepared.postgres()?;
    prepared.provide(&python::TOKENS);
    suite::run(prepared, &Tests { packages: SERVER_SIDE, targets: &["--test", "http"], arguments: &["verifiers::"] })
}

fn documents(prepared: &mut Prepared<'_>) -> Result<()> {
    let samples = [SERVER_SIDE, AUTHENTICATOR].map(|packages| {
        let mut samples = prepared.cargo(&["test", "--doc", "--no-fail-fast"]);
        samples.args(packages).arg("--").args(prepared.arguments);
        samples
    });
    let documents = suite::run(prepared, &Tests { packages: SERVER_SIDE, targets: &["--test", "documents"], arguments: &[] });
    let samples = samples.into_iter().map(|mut samples| process::run(&mut samples));
    suite::all([documents].into_iter().chain(samples))
}

fn weight(prepared: &mut Prepared<'_>) -> Result<()> {
    ensure!(prepared.build == Build::ReleaseTest, "only a release can be weighed, not a quick build");
    prepared.server()?;
    suite::all([weigh::weigh(prepared.workspace, prepared.build), weigh::script(prepared.workspace)])
}

/// The browser tests, except those of the examples and of the quickstart application.
fn browser(prepared: &mut Prepared<'_>) -> Result<()> {
    let chosen = prepared.arguments;
    let all = [r"tests/(?!embed\.|examples\.|quickstart\.)".to_owned()];
    playwright(prepared, if chosen.is_empty() { &all } else { chosen }, &Needs { postgres: true, stock: true })
}

/// The browser tests of the example.
fn example(prepared: &mut Prepared<'_>) -> Result<()> {
    let arguments = [&[r"tests/embed\.".to_owned()], prepared.arguments].concat();
    prepared.server()?;
    prepared.example()?;
    playwright(prepared, &arguments, &Needs { postgres: true, stock: false })
}

/// The browser tests of the application that is built with the packaged crates.
fn outside(prepared: &mut Prepared<'_>) -> Result<()> {
    let arguments = [&[r"tests/quickstart\.".to_owned()], prepared.arguments].concat();
    prepared.server()?;
    prepared.quickstart()?;
    playwright(prepared, &arguments, &Needs { postgres: true, stock: false })
}

/// The browser tests of the applications in other languages.
fn examples(prepared: &mut Prepared<'_>) -> Result<()> {
    let arguments = [&[r"tests/examples\.".to_owned()], prepared.arguments].concat();
    prepared.server()?;
    for example in Example::value_variants() {
        example.prepare(prepared.workspace)?;
    }
    playwright(prepared, &arguments, &Needs { postgres: false, stock: false })
}

/// The needs of browser tests, each of which takes time to prepare.
struct Needs {
    /// A PostgreSQL server, on which those with a tag for it run as well.
    postgres: bool,
    /// Accounts that the tests share.
    stock: bool,
}

fn playwright(prepared: &mut Prepared<'_>, arguments: &[String], needs: &Needs) -> Result<()> {
    let end2end = prepared.workspace.root.join("end2end");
    node::install(&end2end)?;
    python::install(prepared.workspace, &python::SMTP)?;
    prepared.server()?;
    let times = tempfile::NamedTempFile::new()?;
    let mut playwright = Command::new(end2end.join("node_modules/.bin/playwright"));
    playwright.arg("test").args(arguments).current_dir(&end2end);
    playwright.env("LATCHKEY_BIN", prepared.workspace.server(prepared.build)).env("LATCHKEY_EMBED_BIN", embed::server(prepared.workspace));
    playwright.env("LATCHKEY_QUICKSTART_BIN", quickstart::executable(prepared.workspace));
    playwright.env("LATCHKEY_TEST_TIMES", times.path());
    playwright.env(python::SMTP.variable, python::SMTP.interpreter(prepared.workspace));
    for environment in [python::DJANGO, python::FLASK] {
        playwright.env(environment.variable, environment.programs(prepared.workspace));
    }
    playwright.env("GOCACHE", go::cache(prepared.workspace));
    if needs.postgres {
        playwright.env("LATCHKEY_TEST_POSTGRES_URL", prepared.postgres()?);
    }
    if !needs.stock {
        playwright.env("LATCHKEY_TEST_STOCK", "none");
    }
    let result = process::run(&mut playwright);
    prepared.note_times(&fs::read_to_string(times.path())?)?;
    result
}
