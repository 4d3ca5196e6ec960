//! Checks licences, sources and known vulnerabilities of the dependencies with cargo-deny.

use crate::process;
use crate::workspace::{Build, Workspace};
use anyhow::Result;
use std::path::PathBuf;
use std::process::{Command, Stdio};

const VERSION: &str = "0.20.2";

/// Runs the checks in `deny.toml`. If the list of known vulnerabilities can't be fetched, the other checks still run, and a line reports it.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let program = program(workspace)?;
    let deny = || {
        let mut deny = Command::new(&program);
        deny.current_dir(&workspace.root);
        deny
    };
    let fetched = deny().args(["fetch", "db"]).stdout(Stdio::null()).stderr(Stdio::null()).status()?.success();
    if fetched {
        return process::run(deny().args(["check", "--disable-fetch"]));
    }
    println!("    couldn't fetch the list of known vulnerabilities (github.com/rustsec/advisory-db): skipping that check");
    process::run(deny().args(["check", "bans", "licenses", "sources"]))
}

/// cargo-deny from `PATH`, otherwise a copy that is built into the target folder the first time.
fn program(workspace: &Workspace) -> Result<PathBuf> {
    if process::exists("cargo-deny") {
        return Ok("cargo-deny".into());
    }
    let folder = workspace.target.join("tools");
    let program = folder.join("bin/cargo-deny");
    if !program.exists() {
        println!("    building cargo-deny {VERSION} (some minutes, once)");
        let mut install = workspace.cargo(Build::Development);
        install.args(["install", "cargo-deny", "--version", VERSION, "--locked", "--debug", "--root"]).arg(folder);
        process::run(&mut install)?;
    }
    Ok(program)
}
