//! `cargo xtask shots`: screenshots of every screen and every mail, narrow and wide, light and dark.

use crate::progress::Progress;
use crate::workspace::{Build, Workspace};
use crate::{node, process, programs, python, serve};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

pub(crate) fn run(workspace: &Workspace, folder: Option<PathBuf>) -> Result<()> {
    let folder = std::path::absolute(folder.unwrap_or_else(|| workspace.target.join("shots")))?;
    let end2end = workspace.root.join("end2end");
    let mut progress = Progress::new(serve::STEPS + 2);
    progress.step("installing a browser, what drives it, and a mail relay", || {
        programs::install(programs::PICTURES)?;
        node::install(&end2end)?;
        python::install(workspace, &python::SMTP)
    })?;
    serve::build(workspace, &mut progress)?;
    progress.step("taking the pictures", || {
        let mut shots = Command::new("node");
        shots.arg("shots.mjs").arg(&folder).current_dir(&end2end).env("LATCHKEY_BIN", workspace.server(Build::Development));
        process::run(shots.env(python::SMTP.variable, python::SMTP.interpreter(workspace)))
    })?;
    println!("\nThe pictures are in {}", folder.display());
    Ok(())
}
