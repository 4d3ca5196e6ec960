//! `cargo xtask dist`: builds a release, which is a single file.

use crate::node::Tools;
use crate::process;
use crate::progress::Progress;
use crate::server;
use crate::site::Draft;
use crate::style::Styles;
use crate::wasm::{self, Scripts};
use crate::workspace::{Build, Workspace};
use anyhow::Result;
use std::fs;
use std::path::Path;

/// The number of steps of [`build`].
pub(crate) const STEPS: usize = 5;

/// The number of steps of [`build_site`].
pub(crate) const SITE_STEPS: usize = 4;

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    build(workspace, Build::Release, &mut Progress::new(STEPS))?;
    let server = workspace.server(Build::Release);
    println!(
        "\nThe release is {} ({} KB); `latchkey serve` runs it from any folder",
        server.display(),
        fs::metadata(&server)?.len() / 1000
    );
    Ok(())
}

/// Builds the release, or the one for tests: first the site, then the server that embeds it.
pub(crate) fn build(workspace: &Workspace, build: Build, progress: &mut Progress) -> Result<()> {
    progress.step("looking for Rust's WebAssembly target", wasm::ensure_target)?;
    let tools = progress.step("installing the tools that make the site small", || Tools::install(workspace))?;
    let bindings = workspace.target.join("bindings-dist");
    let scripts = progress.step("building what runs in the browser, for size, and the server's crates (minutes)", || {
        // The browser's code is optimised as a whole, on one core; the other cores compile the server meanwhile.
        let (scripts, crates) =
            process::at_once(|| wasm::scripts(workspace, build, &bindings), || server::release_crates(workspace, build));
        crates.and(scripts)
    })?;
    progress.step("writing the site's files, optimised and compressed", || site(workspace, &tools, &scripts, &bindings))?;
    progress.step("building the server, for speed, with the site in it (minutes)", || {
        server::release(workspace, build)?;
        if build == Build::Release { server::publish(workspace) } else { Ok(()) }
    })
}

/// Builds only the site of the release.
pub(crate) fn build_site(workspace: &Workspace, progress: &mut Progress) -> Result<()> {
    progress.step("looking for Rust's WebAssembly target", wasm::ensure_target)?;
    let tools = progress.step("installing the tools that make the site small", || Tools::install(workspace))?;
    let bindings = workspace.target.join("bindings-dist");
    let scripts =
        progress.step("building what runs in the browser, for size (minutes)", || wasm::scripts(workspace, Build::Release, &bindings))?;
    progress.step("writing the site's files, optimised and compressed", || site(workspace, &tools, &scripts, &bindings))
}

fn site(workspace: &Workspace, tools: &Tools, scripts: &Scripts, bindings: &Path) -> Result<()> {
    let site = workspace.site(Build::Release);
    let draft = Draft::new(&site)?;
    let (pages, playground) = process::at_once(|| tools.shrink(&scripts.pages), || tools.shrink(&scripts.playground));
    pages.and(playground)?;
    let shrink = |name: &str, style: String| {
        let file = bindings.join(name);
        fs::write(&file, style)?;
        tools.shrink_style(&file)
    };
    let Styles { pages, playground, admin, dialogs } = Styles::bundle(workspace)?;
    let styles = Styles {
        pages: shrink("latchkey.css", pages)?,
        playground: shrink("playground.css", playground)?,
        admin: shrink("admin.css", admin)?,
        dialogs: shrink("dialogs.css", dialogs)?,
    };
    draft.fill(scripts, &styles, &workspace.root.join("public"))?;
    tools.compress(draft.folder())?;
    draft.publish(&site)
}
