//! `cargo xtask serve`: from a fresh clone to a running server.

use crate::progress::Progress;
use crate::site::Draft;
use crate::style::Styles;
use crate::workspace::{Build, Workspace};
use crate::{server, wasm};
use anyhow::Result;
use std::path::Path;

const BUILD: Build = Build::Development;

/// How many steps [`build`] has.
pub(crate) const STEPS: usize = 4;

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    build(workspace, &mut Progress::new(STEPS))?;
    let data = workspace.root.join("data");
    println!("\nStarting the server, which says where it answers; Ctrl-C stops it. Its database and key file are in {}", data.display());
    server::become_server(&workspace.server(BUILD), &workspace.root)
}

/// Builds all that development needs.
pub(crate) fn build(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    progress.step("looking for Rust's WebAssembly target", wasm::ensure_target)?;
    let compiled = progress
        .step("building what runs in the browser (a minute or two the first time)", || wasm::compile(workspace, BUILD, wasm::FRONTEND))?;
    progress.step("writing the site's files", || site(workspace, &compiled))?;
    progress.step("building the server (some minutes the first time)", || server::compile(workspace))
}

fn site(workspace: &Workspace, compiled: &Path) -> Result<()> {
    let site = workspace.site(BUILD);
    let draft = Draft::new(&site)?;
    let script = wasm::bind(compiled, &workspace.target.join("bindings"), "latchkey")?;
    draft.fill(&script, &Styles::bundle(workspace)?, &workspace.root.join("public"))?;
    draft.publish(&site)
}
