//! Python with aiosmtpd.

use serde::Deserialize;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The variable that names another Python.
const VARIABLE: &str = "LATCHKEY_TEST_SMTP_PYTHON";

/// A program of `testbed/smtp`.
pub(crate) fn program(name: &str) -> Command {
    let python = std::env::var_os(VARIABLE).map_or_else(
        // Cargo makes `tmp` in the target folder, where the environment is too.
        || Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("smtp-venv").join("bin/python"),
        PathBuf::from,
    );
    assert!(python.exists(), "{} doesn't exist: `cargo xtask test mail` makes it, and {VARIABLE} names another Python", python.display());
    let mut command = Command::new(python);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("../testbed/smtp").join(name));
    command
}

/// A mail as Python's parser reads it.
#[derive(Debug, Deserialize)]
pub(crate) struct Parsed {
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) kind: String,
    pub(crate) defects: Vec<String>,
    pub(crate) parts: Vec<Part>,
}

/// A part of it, decoded.
#[derive(Debug, Deserialize)]
pub(crate) struct Part {
    pub(crate) kind: String,
    pub(crate) charset: String,
    pub(crate) text: String,
}

impl Parsed {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// All headers, by name.
    pub(crate) fn by_name(&self) -> BTreeMap<&str, &str> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

pub(crate) fn parse(mail: &[u8]) -> Parsed {
    parse_all([mail]).pop().unwrap()
}

/// The mails, in their order, by one process.
pub(crate) fn parse_all<'a>(mails: impl IntoIterator<Item = &'a [u8]>) -> Vec<Parsed> {
    let folder = tempfile::tempdir().unwrap();
    let mut python = program("read.py");
    for (number, mail) in mails.into_iter().enumerate() {
        let file = folder.path().join(number.to_string());
        fs::write(&file, mail).unwrap();
        python.arg(file);
    }
    let output = python.stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success());
    output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(|line| serde_json::from_slice(line).unwrap()).collect()
}
