//! Programs in Go that tests need, with the libraries of the Debian packages: nothing is fetched.

use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// The sources of the libraries.
const LIBRARIES: &str = "/usr/share/gocode";

/// Whether the library that verifies tokens is there.
pub(crate) fn has_jose() -> bool {
    Path::new(LIBRARIES).join("src/gopkg.in/square/go-jose.v2").exists()
}

/// Compiles the program of one file.
pub(crate) fn compile(workspace: &Workspace, source: &str, program: &Path) -> Result<()> {
    let mut go = Command::new("go");
    go.env("GO111MODULE", "off").env("GOPATH", LIBRARIES).env("GOCACHE", workspace.target.join("go-cache"));
    process::run(go.args(["build", "-o"]).arg(program).arg(workspace.root.join(source))).context("Go is needed for this")
}
