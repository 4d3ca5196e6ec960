//! `cargo xtask shots`: screenshots of every screen, narrow and wide, light and dark.

use crate::progress::Progress;
use crate::workspace::{Build, Workspace};
use crate::{node, packages, process, serve};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

pub(crate) fn run(workspace: &Workspace, folder: Option<PathBuf>) -> Result<()> {
    let folder = std::path::absolute(folder.unwrap_or_else(|| workspace.target.join("shots")))?;
    let end2end = workspace.root.join("end2end");
    let mut progress = Progress::new(serve::STEPS + 2);
    progress
        .step("installing a browser and what drives it", || packages::install(packages::PICTURES).and_then(|()| node::install(&end2end)))?;
    serve::build(workspace, &mut progress)?;
    progress.step("taking the pictures", || {
        let mut shots = Command::new("node");
        shots.arg("shots.mjs").arg(&folder).current_dir(&end2end).env("LATCHKEY_BIN", workspace.server(Build::Development));
        process::run(&mut shots)
    })?;
    println!("\nThe pictures are in {}", folder.display());
    Ok(())
}
