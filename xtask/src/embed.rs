//! `cargo xtask embed`: the example in `examples/embed`, an application with Latchkey built in.
//!
//! It is always a development build, even if the tests run on a release of Latchkey: it is an example, and its size doesn't matter. So it reads the
//! site of the development build, which is then a copy of the release's site. Its script is placed under fixed names where its server looks for it.

use crate::progress::Progress;
use crate::workspace::{Build, Workspace};
use crate::{process, serve, site, wasm};
use anyhow::Result;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The number of steps of [`build`].
pub(crate) const STEPS: usize = 2;

/// The part that runs in the browser.
pub(crate) const BROWSER: &[&str] = &["--package", "embed", "--features", "hydrate"];
const SERVER: [&str; 6] = ["--package", "embed", "--bin", "embed", "--features", "ssr"];

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let mut progress = Progress::new(serve::STEPS + STEPS);
    serve::build(workspace, &mut progress)?;
    build(workspace, Build::Development, &mut progress)?;
    println!("\nStarting the example; examples/embed/README.md lists its users. Ctrl-C stops it");
    process::become_program(Command::new(server(workspace)).current_dir(&workspace.root))
}

/// Builds the example, with the site of Latchkey's build `latchkey` for Latchkey's pages.
pub(crate) fn build(workspace: &Workspace, latchkey: Build, progress: &mut Progress) -> Result<()> {
    progress.step("building what the example runs in the browser", || {
        let compiled = wasm::compile(workspace, Build::Development, BROWSER)?;
        let script = wasm::bind(&compiled, Build::Development, &workspace.target.join("bindings-embed"), "embed")?;
        let site = workspace.example_site();
        fs::create_dir_all(&site)?;
        fs::copy(script.javascript, site.join("embed.js"))?;
        fs::copy(script.wasm, site.join("embed.wasm"))?;
        Ok(())
    })?;
    progress.step("building the example's server", || {
        if latchkey != Build::Development {
            site::mirror(&workspace.site(latchkey), &workspace.site(Build::Development))?;
        }
        process::run(workspace.cargo(Build::Development).arg("build").args(SERVER))
    })
}

/// The example's executable.
pub(crate) fn server(workspace: &Workspace) -> PathBuf {
    workspace.target.join("debug/embed")
}
