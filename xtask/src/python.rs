//! The environment with Python's packages that the tests of mails need.

use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Its folder in the target folder, where the Rust tests look for it.
const FOLDER: &str = "smtp-venv";
/// The variable that tells the browser tests where its Python is.
pub(crate) const VARIABLE: &str = "LATCHKEY_TEST_SMTP_PYTHON";

/// The environment's Python.
pub(crate) fn interpreter(workspace: &Workspace) -> PathBuf {
    workspace.target.join(FOLDER).join("bin/python")
}

/// Makes the environment with what `testbed/smtp/requirements.txt` names, unless it is there already.
pub(crate) fn install(workspace: &Workspace) -> Result<()> {
    let (folder, requirements) = (workspace.target.join(FOLDER), workspace.root.join("testbed/smtp/requirements.txt"));
    // Written when all of it is there.
    let installed = folder.join("requirements.txt");
    if is_same(&installed, &requirements)? {
        return Ok(());
    }
    println!("    installing Python's packages for the tests of mails");
    process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))
        .context("Python 3 with `venv` is needed for this")?;
    let mut pip = Command::new(interpreter(workspace));
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
    fs::copy(&requirements, &installed)?;
    Ok(())
}

/// Whether the file is there, with the content of the other one.
fn is_same(file: &Path, other: &Path) -> Result<bool> {
    Ok(file.exists() && fs::read(file)? == fs::read(other)?)
}

/// Whether Python can make environments: Debian has that in a package of its own.
pub(crate) fn has_environments() -> bool {
    let mut python = Command::new("python3");
    python.args(["-c", "import ensurepip, venv"]);
    python.output().is_ok_and(|output| output.status.success())
}
