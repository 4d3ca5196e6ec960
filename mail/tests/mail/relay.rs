//! aiosmtpd, started for a test.

use crate::python;
use serde::Deserialize;
use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, Stdio},
};
use tempfile::TempDir;

/// A relay that runs until it is dropped.
pub(crate) struct TestRelay {
    process: Child,
    folder: TempDir,
    pub(crate) port: u16,
}

/// What the relay was told with a mail.
#[derive(Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) options: Vec<String>,
    pub(crate) hello: String,
    pub(crate) user: Option<String>,
}

impl TestRelay {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = python::program("relay.py");
        command.arg(folder.path()).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        let port = port.trim().parse().expect("the relay prints its port");
        Self { process, folder, port }
    }

    /// The mails that it has kept, in the order in which they came.
    pub(crate) fn kept(&self) -> Vec<(Facts, Vec<u8>)> {
        let mails = (1..).map(|number| self.folder.path().join(format!("{number}.json")));
        mails
            .take_while(|facts| facts.exists())
            .map(|facts| (serde_json::from_slice(&fs::read(&facts).unwrap()).unwrap(), fs::read(facts.with_extension("eml")).unwrap()))
            .collect()
    }
}

impl Drop for TestRelay {
    fn drop(&mut self) {
        // Neither can fail for a process that is ours.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
