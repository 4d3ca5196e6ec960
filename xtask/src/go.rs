//! Programs in Go: those that tests need, with the libraries of the Debian packages, and an example, of the standard library alone. Nothing is fetched.

use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The sources of the libraries.
const LIBRARIES: &str = "/usr/share/gocode";

/// The folder with compiled packages, the value of `GOCACHE`.
pub(crate) fn cache(workspace: &Workspace) -> PathBuf {
    workspace.target.join("go-cache")
}

/// Whether the library that verifies tokens is there.
pub(crate) fn has_jose() -> bool {
    Path::new(LIBRARIES).join("src/gopkg.in/square/go-jose.v2").exists()
}

/// Compiles the program of one file.
pub(crate) fn compile(workspace: &Workspace, source: &str, program: &Path) -> Result<()> {
    let mut go = Command::new("go");
    go.env("GO111MODULE", "off").env("GOPATH", LIBRARIES).env("GOCACHE", cache(workspace));
    process::run(go.args(["build", "-o"]).arg(program).arg(workspace.root.join(source))).context("Go is needed for this")
}

/// Compiles the example, so that its start is quick.
pub(crate) fn warm(workspace: &Workspace, folder: &Path) -> Result<()> {
    let mut go = Command::new("go");
    go.args(["build", "-buildvcs=false", "-o", "/dev/null", "."]).current_dir(folder).env("GOCACHE", cache(workspace));
    process::run(&mut go).context("Go is needed for this")
}
