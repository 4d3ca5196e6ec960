//! Builds the server, and turns into it.

use crate::process;
use crate::workspace::{Build, Workspace};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

const SERVER: [&str; 4] = ["--package", "latchkey-server", "--bin", "latchkey"];

/// Compiles the server for development. It reads the site from its folder while it runs.
pub(crate) fn compile(workspace: &Workspace) -> Result<()> {
    process::run(workspace.cargo(Build::Development).arg("build").args(SERVER))
}

/// Compiles the server's crates before there is a site. Of the server itself this has to be done once more with the site in it.
pub(crate) fn release_crates(workspace: &Workspace, build: Build) -> Result<()> {
    process::run(workspace.cargo(build).args(["build", "--profile", profile(build), "--package", "latchkey-server", "--lib"]))
}

/// Compiles the server with the site in it.
pub(crate) fn release(workspace: &Workspace, build: Build) -> Result<()> {
    process::run(workspace.cargo(build).args(["build", "--profile", profile(build)]).args(SERVER))
}

/// Puts the release where [`Workspace::server`] says.
pub(crate) fn publish(workspace: &Workspace) -> Result<()> {
    let place = workspace.server(Build::Release);
    let draft = place.with_extension("new");
    fs::create_dir_all(place.parent().context("the release has a folder")?)?;
    fs::copy(workspace.target.join("release/latchkey"), &draft)?;
    // An executable that is running can't be written to, but it can be replaced.
    fs::rename(&draft, &place)?;
    Ok(())
}

/// cargo's name for how `build` is optimised.
fn profile(build: Build) -> &'static str {
    match build {
        Build::Development => "dev",
        Build::ReleaseTest => "release-test",
        Build::Release => "release",
    }
}

/// Runs Latchkey's server in place of this program, so that Ctrl-C and signals reach it and its exit status is ours.
pub(crate) fn become_server(executable: &Path, folder: &Path) -> Result<()> {
    process::become_program(Command::new(executable).arg("serve").current_dir(folder))
}
