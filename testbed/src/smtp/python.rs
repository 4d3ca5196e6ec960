//! Python with aiosmtpd.

use serde::Deserialize;
use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The variable that names another Python.
const VARIABLE: &str = "LATCHKEY_TEST_SMTP_PYTHON";

/// A program of `testbed/smtp`.
pub(super) fn program(name: &str) -> Command {
    let python = env::var_os(VARIABLE).map_or_else(environment, PathBuf::from);
    assert!(python.exists(), "{} doesn't exist: `cargo xtask test mail` makes it, and {VARIABLE} names another Python", python.display());
    let mut command = Command::new(python);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("smtp").join(name));
    command
}

/// The environment is in the target folder, where a test is `debug/deps/NAME`.
fn environment() -> PathBuf {
    let test = env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap_or(Path::new("target")).join("smtp-venv/bin/python")
}

/// A mail as Python's parser reads it.
#[derive(Debug, Deserialize)]
pub struct Parsed {
    /// Names and values, in their order.
    pub headers: Vec<(String, String)>,
    /// The content type of the whole.
    pub kind: String,
    /// The parser's objections.
    pub defects: Vec<String>,
    /// The parts that have no parts themselves.
    pub parts: Vec<Part>,
}

/// A part of a mail, decoded.
#[derive(Debug, Deserialize)]
pub struct Part {
    /// Its content type.
    pub kind: String,
    /// Its character set.
    pub charset: String,
    /// Its content.
    pub text: String,
}

impl Parsed {
    /// The value of the first header of this name. Empty if there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// All headers, by name.
    #[must_use]
    pub fn by_name(&self) -> BTreeMap<&str, &str> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

/// Reads a mail.
///
/// # Panics
///
/// If Python can't be started or fails.
#[must_use]
pub fn parse(mail: &[u8]) -> Parsed {
    parse_all([mail]).pop().unwrap()
}

/// Reads mails with one process, and returns them in their order.
///
/// # Panics
///
/// If Python can't be started or fails.
pub fn parse_all<'a>(mails: impl IntoIterator<Item = &'a [u8]>) -> Vec<Parsed> {
    let folder = tempfile::tempdir().unwrap();
    let mut python = program("read.py");
    for (number, mail) in mails.into_iter().enumerate() {
        let file = folder.path().join(number.to_string());
        fs::write(&file, mail).unwrap();
        python.arg(file);
    }
    let output = python.stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success(), "Python fails");
    output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(|line| serde_json::from_slice(line).unwrap()).collect()
}
