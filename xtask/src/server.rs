//! Builds the server, and replaces this program with it.

use crate::process;
use crate::workspace::{Build, Workspace};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

const SERVER: [&str; 4] = ["--package", "latchkey-server", "--bin", "latchkey"];

/// Compiles the server for development. At run time, it reads the site from its folder.
pub(crate) fn compile(workspace: &Workspace) -> Result<()> {
    process::run(workspace.cargo(Build::Development).arg("build").args(SERVER))
}

/// Compiles the server's crates before the site exists. The crates that embed the site are compiled again with it.
pub(crate) fn release_crates(workspace: &Workspace, build: Build) -> Result<()> {
    process::run(workspace.cargo(build).args(["build", "--profile", profile(build), "--package", "latchkey-server", "--lib"]))
}

/// Compiles the server with the embedded site.
pub(crate) fn release(workspace: &Workspace, build: Build) -> Result<()> {
    process::run(workspace.cargo(build).args(["build", "--profile", profile(build)]).args(SERVER))
}

/// Copies the release to [`Workspace::server`].
pub(crate) fn publish(workspace: &Workspace) -> Result<()> {
    let place = workspace.server(Build::Release);
    let draft = place.with_extension("new");
    fs::create_dir_all(place.parent().context("the release has a folder")?)?;
    fs::copy(workspace.target.join("release/latchkey"), &draft)?;
    // A running executable can't be written to, but it can be replaced.
    fs::rename(&draft, &place)?;
    Ok(())
}

/// The cargo profile of `build`.
fn profile(build: Build) -> &'static str {
    match build {
        Build::Development => "dev",
        Build::ReleaseTest => "release-test",
        Build::Release => "release",
    }
}

/// Replaces this program with Latchkey's server, so that Ctrl-C and signals reach it and its exit status is returned.
pub(crate) fn become_server(executable: &Path, folder: &Path) -> Result<()> {
    process::become_program(Command::new(executable).arg("serve").current_dir(folder))
}
