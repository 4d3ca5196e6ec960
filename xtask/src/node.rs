//! The programs from npm: those that reduce the size of the site, the browser tests, and an example.
//!
//! Only releases, tests and that example use them; `cargo xtask serve` needs no Node.

use crate::process;
use crate::wasm::Script;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// The WASM features that Rust's compiler uses. All browsers of recent years support them.
const WASM_FEATURES: [&str; 6] =
    ["bulk-memory", "nontrapping-float-to-int", "reference-types", "multivalue", "mutable-globals", "sign-ext"];

/// Installs the packages in the lockfile of `folder`, unless they are installed already.
pub(crate) fn install(folder: &Path) -> Result<()> {
    let modified = |file: PathBuf| -> Option<SystemTime> { fs::metadata(file).ok()?.modified().ok() };
    let installed = modified(folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= modified(folder.join("package-lock.json")) {
        return Ok(());
    }
    // No package here needs its install script, so install scripts are disabled.
    process::run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder))
        .context("Node 20 with npm is needed for this")
}

/// Settings that make the compressed WASM smaller. A function with one caller stays a function unless it is small: as a part of its caller, it would
/// take fewer bytes, but share fewer sequences with other functions (`-ocimfs` is `--one-caller-inline-max-function-size`). And there is nothing in
/// the first kilobyte of memory, since the stack begins a megabyte above and grows towards it.
const WASM_SIZE: [&str; 7] = ["-Oz", "--converge", "-ocimfs", "20", "--low-memory-unused", "--strip-producers", "--strip-target-features"];

/// The programs of `xtask/tools`.
pub(crate) struct Tools {
    folder: PathBuf,
}

impl Tools {
    pub(crate) fn install(workspace: &Workspace) -> Result<Self> {
        let folder = workspace.root.join("xtask/tools");
        install(&folder)?;
        Ok(Self { folder })
    }

    /// Minifies both files in place.
    pub(crate) fn shrink(&self, script: &Script) -> Result<()> {
        let mut optimise = self.program("wasm-opt");
        optimise.args(WASM_SIZE).args(WASM_FEATURES.map(|feature| format!("--enable-{feature}")));
        process::run(optimise.arg(&script.wasm).arg("-o").arg(&script.wasm))?;
        let mut minify = self.program("esbuild");
        minify.args(["--minify", "--format=esm", "--log-level=warning", "--allow-overwrite"]).arg(&script.javascript);
        process::run(minify.arg(format!("--outfile={}", script.javascript.display())))
    }

    /// The minified stylesheet of `file`.
    pub(crate) fn shrink_style(&self, file: &Path) -> Result<String> {
        process::output(self.program("esbuild").args(["--minify", "--log-level=warning"]).arg(file))
    }

    /// Writes `.br` and `.gz` beside every file in `folder` that compression makes smaller.
    pub(crate) fn compress(&self, folder: &Path) -> Result<()> {
        process::run(Command::new("node").arg(self.folder.join("compress.mjs")).arg(folder))
    }

    fn program(&self, name: &str) -> Command {
        Command::new(self.folder.join("node_modules/.bin").join(name))
    }
}
