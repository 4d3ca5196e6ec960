//! The environments with Python's packages that tests and examples need.

use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// An environment of its own.
pub(crate) struct Environment {
    /// Its folder in the target folder.
    folder: &'static str,
    /// The file that names its packages.
    requirements: &'static str,
    /// The programs in it.
    content: &'static str,
    /// The variable that tells the tests where it is.
    pub(crate) variable: &'static str,
}

/// A mail server, and a reader of mails. The Rust tests look for it in the target folder.
pub(crate) const SMTP: Environment = Environment {
    folder: "smtp-venv",
    requirements: "testbed/smtp/requirements.txt",
    content: "Python's packages for the tests of mails",
    variable: "LATCHKEY_TEST_SMTP_PYTHON",
};
/// The reverse proxies that Debian doesn't have.
pub(crate) const PROXIES: Environment = Environment {
    folder: "proxies-venv",
    requirements: "testbed/proxies/requirements.txt",
    content: "reverse proxies",
    variable: "LATCHKEY_TEST_PROXIES",
};

/// An example.
pub(crate) const DJANGO: Environment = Environment {
    folder: "django-venv",
    requirements: "examples/django/requirements.txt",
    content: "Django",
    variable: "LATCHKEY_EXAMPLE_DJANGO",
};
/// An example.
pub(crate) const FLASK: Environment = Environment {
    folder: "flask-venv",
    requirements: "examples/flask/requirements.txt",
    content: "Flask",
    variable: "LATCHKEY_EXAMPLE_FLASK",
};

/// Libraries that verify tokens.
pub(crate) const TOKENS: Environment = Environment {
    folder: "tokens-venv",
    requirements: "testbed/tokens/requirements.txt",
    content: "Python's packages for the tests of tokens",
    variable: "LATCHKEY_TEST_TOKENS",
};

impl Environment {
    /// The folder with its programs.
    pub(crate) fn programs(&self, workspace: &Workspace) -> PathBuf {
        workspace.target.join(self.folder).join("bin")
    }

    /// Its Python.
    pub(crate) fn interpreter(&self, workspace: &Workspace) -> PathBuf {
        self.programs(workspace).join("python")
    }
}

/// Makes the environment with what its requirements name, unless it is there already.
pub(crate) fn install(workspace: &Workspace, environment: &Environment) -> Result<()> {
    let (folder, requirements) = (workspace.target.join(environment.folder), workspace.root.join(environment.requirements));
    // Written when all of it is there. An environment has its own path in its programs, so one that was moved is made anew.
    let (note, content) = (folder.join("installed.txt"), format!("{}\n{}", folder.display(), fs::read_to_string(&requirements)?));
    if note.exists() && fs::read_to_string(&note)? == content {
        return Ok(());
    }
    println!("    installing {}", environment.content);
    process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))
        .context("Python 3 with `venv` is needed for this")?;
    let mut pip = Command::new(environment.interpreter(workspace));
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--only-binary",
        ":all:",
        "--require-hashes",
        "--requirement",
    ]);
    process::run(pip.arg(&requirements))?;
    fs::write(&note, content)?;
    Ok(())
}

/// Whether Python can make environments: Debian has that in a package of its own.
pub(crate) fn has_environments() -> bool {
    let mut python = Command::new("python3");
    python.args(["-c", "import ensurepip, venv"]);
    python.output().is_ok_and(|output| output.status.success())
}
