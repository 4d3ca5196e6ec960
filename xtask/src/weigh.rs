//! `cargo xtask weigh`: the size of the files that a browser loads for each page of the release, compared with the budget.

mod document;
mod html;
mod visitor;
mod walk;
mod weight;

use crate::figures::{self, Figure};
use crate::node::Tools;
use crate::progress::Progress;
use crate::running::Running;
use crate::workspace::{Build, Workspace};
use crate::{dist, wasm};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use visitor::Visitor;
use weight::{Page, Size};

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let mut progress = Progress::new(dist::STEPS + 1);
    dist::build(workspace, Build::Release, &mut progress)?;
    progress.step("weighing every page", || weigh(workspace, Build::Release))
}

/// Builds the script of an application's pages (dialogs, hooks, and the controls of Latchkey's own pages), prints its size, and fails above the
/// budget.
pub(crate) fn script(workspace: &Workspace) -> Result<()> {
    let tools = Tools::install(workspace)?;
    let folder = tempfile::tempdir()?;
    let compiled = wasm::compile(workspace, Build::Release, wasm::DIALOGS)?;
    let script = wasm::bind(&compiled, Build::Release, folder.path(), "latchkey")?;
    tools.shrink(&script)?;
    tools.compress(folder.path())?;
    let mut sum = Size::default();
    for (name, file) in [("JavaScript", &script.javascript), ("WASM", &script.wasm)] {
        let size = size(file)?;
        println!("{name:<12}{:>10}{:>10}", size.raw, size.brotli);
        sum += size;
    }
    println!("{:<12}{:>10}{:>10} of {}", "Together", sum.raw, sum.brotli, weight::SCRIPT_BUDGET);
    ensure!(sum.brotli <= weight::SCRIPT_BUDGET, "dialogs and hooks are above the budget of {} bytes", weight::SCRIPT_BUDGET);
    let stated = document::stated(workspace)?;
    figures::compare(&document::of_applications(&stated), &[Figure::new(document::SCRIPT_OF_APPLICATIONS, sum.bytes())])
}

/// Visits the pages of the finished `build` in each language, and prints their sizes.
pub(crate) fn weigh(workspace: &Workspace, build: Build) -> Result<()> {
    let server = Running::start(&workspace.server(build))?;
    let mut seen = Vec::new();
    for language in ["en", "de"] {
        let mut visitor = Visitor::new(&server.origin(), language);
        walk::walk(&mut visitor).with_context(|| format!("couldn't visit all pages ({language})"))?;
        seen.extend(visitor.into_seen());
    }
    let pages = weights(workspace, &seen)?;
    println!("{}", weight::table(&pages));
    let heavy = weight::above_budget(&pages);
    ensure!(heavy.is_empty(), "above the budget of {} or {} bytes: {}", weight::STYLED_BUDGET, weight::SCRIPT_BUDGET, heavy.join(", "));
    figures::compare(&document::of_pages(&document::stated(workspace)?), &document::measured(&pages))
}

/// The size of each page with the files that it loads. The sizes of pages are those after compression, as for files, although the server sends pages
/// uncompressed: the length of a compressed response that contains a secret and a value chosen by an attacker would reveal the secret.
fn weights(workspace: &Workspace, seen: &[visitor::Seen]) -> Result<Vec<Page>> {
    let folder = tempfile::tempdir()?;
    let file = |number: usize| folder.path().join(format!("{number}.html"));
    for (number, page) in seen.iter().enumerate() {
        fs::write(file(number), &page.html)?;
    }
    Tools::install(workspace)?.compress(folder.path())?;
    let site = workspace.site(Build::Release);
    let mut pages = Vec::new();
    for (number, page) in seen.iter().enumerate() {
        let mut weight = Page { name: page.name.clone(), styled: size(&file(number))?, script: Size::default() };
        for asset in html::assets(&page.html) {
            let size = size(&site.join(asset.trim_start_matches('/')))?;
            if asset.ends_with(".css") { weight.styled += size } else { weight.script += size }
        }
        pages.push(weight);
    }
    Ok(pages)
}

/// The size of `file`, and that of its compressed variant.
fn size(file: &Path) -> Result<Size> {
    let raw = fs::metadata(file).with_context(|| format!("{} isn't there", file.display()))?.len();
    let compressed = fs::metadata(file.with_added_extension("br")).map_or(raw, |metadata| metadata.len());
    Ok(Size { raw, brotli: compressed })
}
