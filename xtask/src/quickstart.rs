//! The application in `examples/quickstart`, built as its users build it: in a folder of its own, with the published crates.

use crate::package;
use crate::process;
use crate::progress::Progress;
use crate::site;
use crate::workspace::{self, Build, Workspace};
use anyhow::Result;
use std::env;
use std::fs;
use std::path::PathBuf;

/// The number of steps of [`build`].
pub(crate) const STEPS: usize = package::STEPS + 1;

/// With this setting of the workspace, the application takes most of the dependencies that the workspace has compiled.
const AS_IN_THE_WORKSPACE: &str = "profile.dev.package.\"*\".debug=false";

/// Packages the crates with the site of `latchkey`, and builds the application with them.
pub(crate) fn build(workspace: &Workspace, latchkey: Build, progress: &mut Progress) -> Result<()> {
    let config = package::pack(workspace, latchkey, progress)?;
    progress.step("building the application with the packed crates", || {
        // Always the same folder, so that cargo recognises its earlier build. It isn't below the workspace, since the workspace's settings would
        // apply there.
        let application = env::temp_dir().join("latchkey-quickstart");
        site::mirror(&workspace.root.join("examples/quickstart"), &application)?;
        // The versions that Latchkey is tested with.
        fs::copy(workspace.root.join("Cargo.lock"), application.join("Cargo.lock"))?;
        let mut cargo = workspace::plain_cargo();
        // The workspace sets both variables for all programs that its cargo runs, including this one. They would lead to the workspace's own site.
        cargo.env_remove("LATCHKEY_SITE").env_remove("LEPTOS_OUTPUT_NAME");
        cargo.current_dir(&application).arg("--config").arg(config).args(["--config", AS_IN_THE_WORKSPACE]);
        cargo.arg("build").arg("--target-dir").arg(&workspace.target);
        process::run(&mut cargo)
    })
}

/// The application's executable.
pub(crate) fn executable(workspace: &Workspace) -> PathBuf {
    workspace.target.join("debug/quickstart")
}
