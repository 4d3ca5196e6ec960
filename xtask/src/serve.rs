//! `cargo xtask serve`: from a fresh clone to a running server.

use crate::progress::Progress;
use crate::server;
use crate::site::Draft;
use crate::style::Styles;
use crate::wasm::{self, Scripts};
use crate::workspace::{Build, Workspace};
use anyhow::Result;

const BUILD: Build = Build::Development;

/// The number of steps of [`build`].
pub(crate) const STEPS: usize = 4;

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    build(workspace, &mut Progress::new(STEPS))?;
    let data = workspace.root.join("data");
    println!("\nStarting the server, which prints its address; Ctrl-C stops it. Its database and key file are in {}", data.display());
    server::become_server(&workspace.server(BUILD), &workspace.root)
}

/// Builds everything for development.
pub(crate) fn build(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    progress.step("looking for Rust's WebAssembly target", wasm::ensure_target)?;
    let scripts = progress.step("building what runs in the browser (a minute or two the first time)", || {
        wasm::scripts(workspace, BUILD, &workspace.target.join("bindings"))
    })?;
    progress.step("writing the site's files", || site(workspace, &scripts))?;
    progress.step("building the server (some minutes the first time)", || server::compile(workspace))
}

fn site(workspace: &Workspace, scripts: &Scripts) -> Result<()> {
    let site = workspace.site(BUILD);
    let draft = Draft::new(&site)?;
    draft.fill(scripts, &Styles::bundle(workspace)?, &workspace.root.join("public"))?;
    draft.publish(&site)
}
