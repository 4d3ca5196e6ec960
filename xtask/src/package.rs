//! `cargo xtask package`: packages the crates as they are published, with the built site in one of them.
//!
//! ```text
//! target/packages/latchkey-0.1.0/    each crate as cargo packages it, unpacked
//! target/packages/config.toml        configures cargo to use these folders instead of crates.io
//! ```

use crate::dist;
use crate::process;
use crate::progress::Progress;
use crate::site;
use crate::workspace::{Build, Workspace};
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The number of steps of [`pack`].
pub(crate) const STEPS: usize = 2;

/// A crate that is published.
struct Crate {
    name: String,
    version: String,
}

pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let mut progress = Progress::new(dist::SITE_STEPS + STEPS);
    dist::build_site(workspace, &mut progress)?;
    let config = pack(workspace, Build::Release, &mut progress)?;
    println!("\nTo build an application with these crates, run `cargo --config {} build`", config.display());
    Ok(())
}

/// Packages the crates with the site of `build`, and returns the configuration file that makes cargo use them.
pub(crate) fn pack(workspace: &Workspace, build: Build, progress: &mut Progress) -> Result<PathBuf> {
    let crates = published(workspace)?;
    progress.step("packing the crates, and the site with them", || {
        site::mirror(&workspace.site(build), &workspace.root.join("site/dist"))?;
        // `--no-verify` omits cargo's own check, which would compile each crate again: the application that is built with the crates is the check.
        let mut package = workspace.cargo(build);
        package.args(["package", "--no-verify", "--allow-dirty", "--quiet"]);
        process::run(package.args(crates.iter().flat_map(|package| ["--package", &package.name])))
    })?;
    progress.step("unpacking them where an application can use them", || unpack(workspace, &crates))
}

/// The members of the workspace whose manifests don't forbid publishing.
fn published(workspace: &Workspace) -> Result<Vec<Crate>> {
    let metadata = process::output(workspace.cargo(Build::Development).args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata.get("packages").and_then(Value::as_array).context("cargo metadata lists no packages")?;
    let text = |package: &Value, key: &str| package.get(key).and_then(Value::as_str).map(str::to_owned);
    let published = packages.iter().filter(|package| package.get("publish").is_some_and(Value::is_null));
    published
        .map(|package| Some(Crate { name: text(package, "name")?, version: text(package, "version")? }))
        .collect::<Option<_>>()
        .context("cargo metadata lists a package without name or version")
}

fn unpack(workspace: &Workspace, crates: &[Crate]) -> Result<PathBuf> {
    let folder = workspace.target.join("packages");
    fs::create_dir_all(&folder)?;
    let mut config = "[patch.crates-io]\n".to_owned();
    for Crate { name, version } in crates {
        let unpacked = folder.join(format!("{name}-{version}"));
        // A file that was removed from the crate must be removed here.
        site::remove(&unpacked)?;
        let archive = workspace.target.join(format!("package/{name}-{version}.crate"));
        // The times in the archive are always the same. They are omitted, because cargo would otherwise take a repackaged crate for the one that it
        // has already built.
        process::run(Command::new("tar").arg("-xzmf").arg(archive).arg("-C").arg(&folder))?;
        config.push_str(&format!("{name} = {{ path = {:?} }}\n", unpacked.display().to_string()));
    }
    let file = folder.join("config.toml");
    fs::write(&file, config)?;
    Ok(file)
}
