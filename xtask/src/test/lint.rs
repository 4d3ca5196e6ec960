//! Clippy's lints, by the build that the tests need anyway: a check of its own would compile every dependency a second time.

use super::prepared::Prepared;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

/// Builds all targets of these packages, and fails after a warning.
pub(super) fn run(prepared: &Prepared<'_>, packages: &[&str]) -> Result<()> {
    let mut build = prepared.cargo(&["build", "--all-targets", "--message-format", "json-diagnostic-rendered-ansi"]);
    let mut running = build.args(packages).stdout(Stdio::piped()).spawn().context("cargo can't be started")?;
    let output = running.stdout.take().context("the output is piped")?;
    let mut is_clean = true;
    for line in BufReader::new(output).lines() {
        if let Some(diagnostic) = diagnostic(&line?)? {
            is_clean = false;
            print!("{diagnostic}");
        }
    }
    ensure!(running.wait()?.success(), "the build failed");
    ensure!(is_clean, "there are warnings, see above");
    Ok(())
}

/// The text of a warning or an error, if that is what cargo tells.
fn diagnostic(line: &str) -> Result<Option<String>> {
    let message: Value = serde_json::from_str(line).with_context(|| format!("cargo printed a line that isn't JSON: {line}"))?;
    let text = |path: &str| message.pointer(path).and_then(Value::as_str);
    let counts = matches!(text("/message/level"), Some("warning" | "error"));
    Ok(text("/message/rendered").filter(|_| counts).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_and_errors_count() {
        let told =
            |level: &str| diagnostic(&format!(r#"{{"reason":"compiler-message","message":{{"level":"{level}","rendered":"unused"}}}}"#));
        for level in ["warning", "error"] {
            assert_eq!(told(level).unwrap().as_deref(), Some("unused"));
        }
        assert_eq!(told("note").unwrap(), None);
        assert_eq!(diagnostic(r#"{"reason":"build-finished","success":true}"#).unwrap(), None);
        assert!(diagnostic("warning: unused").is_err());
    }
}
