//! Runs Rust test executables and tests in WASM, and records the duration of each test.
//!
//! cargo only builds the executables. They are run directly, since only they accept the option for times (`--report-time`), which needs the switch
//! for unstable options. The switch is only set for running: if it were set for cargo, every dependency that checks it would be compiled again.

use super::prepared::Prepared;
use super::summary::TestTime;
use crate::workspace::Build;
use crate::{process, wasm};
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::env;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The number of tests that a test executable runs at once; without it, as many as there are cores.
const THREADS: &str = "RUST_TEST_THREADS";

/// A selection of tests.
pub(super) struct Tests<'a> {
    /// `--package=NAME` and features.
    pub(super) packages: &'a [&'a str],
    /// Options such as `--lib` and `--test NAME`.
    pub(super) targets: &'a [&'a str],
    /// Arguments for the executables, in front of those from the command line.
    pub(super) arguments: &'a [&'a str],
}

struct Executable {
    name: String,
    path: PathBuf,
    /// The package's folder, the working directory in which cargo would run it.
    folder: PathBuf,
}

/// Builds the selected tests and runs all executables, even after a failure.
pub(super) fn run(prepared: &mut Prepared<'_>, tests: &Tests<'_>) -> Result<()> {
    let mut build = prepared.cargo(&["test", "--no-run", "--message-format", "json-render-diagnostics"]);
    let executables = executables(&process::output(build.args(tests.packages).args(tests.targets))?)?;
    ensure!(!executables.is_empty(), "there are no tests in {}", tests.targets.join(" "));
    all(executables.iter().map(|executable| run_one(prepared, executable, tests.arguments)))
}

/// Compiles the tests of the browser's JSON code to WASM, and runs them in Node.
pub(super) fn run_in_node(prepared: &mut Prepared<'_>, package: &[&str]) -> Result<()> {
    println!("    bridge");
    ensure!(process::exists("node"), "Node 20 is needed for these tests");
    wasm::ensure_target()?;
    let compiled = wasm::compile(prepared.workspace, Build::Development, package)?;
    let folder = tempfile::tempdir()?;
    let module = wasm::bind_for_node(&compiled, folder.path(), "bridge")?;
    let mut node = Command::new("node");
    node.arg(prepared.workspace.root.join("testbed/bridge/run.mjs")).arg(module).args(prepared.arguments);
    follow(prepared, "bridge", &mut node)
}

/// One error with all failures, if there are any.
pub(super) fn all(results: impl IntoIterator<Item = Result<()>>) -> Result<()> {
    let failures: Vec<String> = results.into_iter().filter_map(Result::err).map(|error| format!("{error:#}")).collect();
    if failures.is_empty() {
        return Ok(());
    }
    bail!("{}", failures.join("; "))
}

fn run_one(prepared: &mut Prepared<'_>, executable: &Executable, arguments: &[&str]) -> Result<()> {
    println!("    {}", executable.name);
    let mut command = prepared.program(&executable.path);
    command.current_dir(&executable.folder).env("RUSTC_BOOTSTRAP", "1").args(["-Z", "unstable-options", "--report-time"]);
    command.args(arguments).args(prepared.arguments);
    if env::var_os(THREADS).is_none() {
        // Most tests wait, for a database or another process, as long as they compute.
        command.env(THREADS, (2 * std::thread::available_parallelism()?.get()).to_string());
    }
    follow(prepared, &executable.name, &mut command)
}

/// Runs `command`, which prints the output of a test executable, and records the times of its tests.
fn follow(prepared: &mut Prepared<'_>, name: &str, command: &mut Command) -> Result<()> {
    let program = command.get_program().to_owned();
    let started = command.stdout(Stdio::piped()).spawn();
    let mut running = started.with_context(|| format!("{} can't be started", program.display()))?;
    let output = running.stdout.take().context("the output is piped")?;
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        if let Some((test, seconds)) = time(&line) {
            prepared.note_time(TestTime { name: format!("{name} › {test}"), seconds });
        }
    }
    let status = running.wait()?;
    ensure!(status.success(), "tests of {name} failed");
    Ok(())
}

/// The executables among the messages of a build.
fn executables(messages: &str) -> Result<Vec<Executable>> {
    let mut executables = Vec::new();
    for line in messages.lines() {
        let message: Value = serde_json::from_str(line).with_context(|| format!("cargo printed a line that isn't JSON: {line}"))?;
        let text = |path: &str| message.pointer(path).and_then(Value::as_str);
        // Programs that the tests start are built with them; only test executables have the test profile.
        let is_test = message.pointer("/profile/test").and_then(Value::as_bool) == Some(true);
        let (true, Some(path), Some(manifest), Some(target)) = (is_test, text("/executable"), text("/manifest_path"), text("/target/name"))
        else {
            continue;
        };
        let folder = PathBuf::from(manifest).parent().context("a manifest is in a folder")?.to_owned();
        let package = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = if target == package { package } else { format!("{package} {target}") };
        executables.push(Executable { name, path: path.into(), folder });
    }
    Ok(executables)
}

/// The name and the seconds in `test NAME ... ok <0.123s>`; `None` if the line isn't the result of a test.
fn time(line: &str) -> Option<(&str, f64)> {
    let (name, rest) = line.strip_prefix("test ")?.split_once(" ... ")?;
    let seconds = rest.strip_suffix("s>")?.rsplit_once('<')?.1;
    Some((name, seconds.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn the_end_of_a_test_tells_its_time() {
        assert_eq!(time("test totp::a_code_counts_once::sqlite ... ok <0.125s>"), Some(("totp::a_code_counts_once::sqlite", 0.125)));
        assert_eq!(time("test a ... FAILED <1.000s>"), Some(("a", 1.0)));
        for other in ["running 3 tests", "test a ... ignored", "test result: ok. 3 passed; 0 failed", ""] {
            assert_eq!(time(other), None, "{other}");
        }
    }

    #[test]
    fn only_tests_are_run() {
        let messages = r#"{"reason":"compiler-artifact","manifest_path":"/w/mfa/Cargo.toml","target":{"name":"suite"},"profile":{"test":true},"executable":"/t/suite-1"}
{"reason":"compiler-artifact","manifest_path":"/w/server/Cargo.toml","target":{"name":"latchkey"},"profile":{"test":false},"executable":"/t/latchkey"}
{"reason":"build-finished","success":true}"#;
        let found = executables(messages).unwrap();
        assert_eq!(
            found.iter().map(|one| (one.name.as_str(), one.folder.to_str().unwrap())).collect::<Vec<_>>(),
            [("mfa suite", "/w/mfa")]
        );
    }

    #[test]
    fn all_failures_are_told() {
        assert!(all([Ok(()), Ok(())]).is_ok());
        let error = all([Err(anyhow!("one")), Ok(()), Err(anyhow!("two"))]).unwrap_err();
        assert_eq!(error.to_string(), "one; two");
    }
}
