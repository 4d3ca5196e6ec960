//! aiosmtpd, started for a test.

use super::python;
use serde::Deserialize;
use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, Stdio},
};
use tempfile::TempDir;

/// A relay that runs until it is dropped.
pub struct TestRelay {
    process: Child,
    folder: TempDir,
    port: u16,
}

/// The envelope of a mail that the relay was given.
#[derive(Debug, Deserialize, PartialEq, Eq)]
pub struct Facts {
    /// The sender.
    pub from: String,
    /// The recipients.
    pub to: Vec<String>,
    /// The options of `MAIL FROM`.
    pub options: Vec<String>,
    /// The name in `EHLO`.
    pub hello: String,
    /// The user who signed in.
    pub user: Option<String>,
}

impl TestRelay {
    /// Starts a relay with these options of `relay.py`.
    ///
    /// # Panics
    ///
    /// If Python or aiosmtpd can't be started.
    #[must_use]
    pub fn start(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = python::program("relay.py");
        command.arg(folder.path()).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        let port = port.trim().parse().expect("the relay prints its port");
        Self { process, folder, port }
    }

    /// The port on this machine.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The mails that it has kept, in the order in which they came.
    ///
    /// # Panics
    ///
    /// If they can't be read.
    #[must_use]
    pub fn kept(&self) -> Vec<(Facts, Vec<u8>)> {
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
