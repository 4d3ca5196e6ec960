//! Paths: the workspace's own folders, and those that a build writes.

use crate::process;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The compiler's name of the browsers' platform.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The folders of this workspace according to cargo: `CARGO_TARGET_DIR` and cargo's own settings are respected.
pub(crate) struct Workspace {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
}

/// The purpose of a build: development, testing a release, or publishing it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    Development,
    /// The release with a server that isn't optimised across crates, since that takes longer than everything else.
    ReleaseTest,
    Release,
}

impl Workspace {
    pub(crate) fn find() -> Result<Self> {
        let mut command = plain_cargo();
        command.args(["metadata", "--no-deps", "--format-version", "1"]);
        let metadata: Value = serde_json::from_str(&process::output(&mut command)?)?;
        let folder = |key: &str| -> Result<PathBuf> {
            Ok(metadata.get(key).and_then(Value::as_str).with_context(|| format!("cargo metadata has no {key}"))?.into())
        };
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")? })
    }

    /// `cargo` in the workspace's root, with the sites that the server and the example read or embed. The sites are the same for all commands, since
    /// code that reads such a variable is compiled again when it changes.
    pub(crate) fn cargo(&self, build: Build) -> Command {
        let mut command = plain_cargo();
        command.current_dir(&self.root).env("LATCHKEY_SITE", self.site(build)).env("EMBED_SITE", self.example_site());
        command
    }

    /// The folder with the example's files for the browser.
    pub(crate) fn example_site(&self) -> PathBuf {
        self.target.join("embed-site")
    }

    /// The folder with the files for the browser. A release has its own folder, so that it never embeds an incomplete or unoptimised site.
    pub(crate) fn site(&self, build: Build) -> PathBuf {
        self.target.join(match build {
            Build::Development => "site",
            Build::ReleaseTest | Build::Release => "site-dist",
        })
    }

    /// The server's executable, which is the whole release.
    pub(crate) fn server(&self, build: Build) -> PathBuf {
        self.target.join(match build {
            Build::Development => Path::new("debug/latchkey"),
            Build::ReleaseTest => Path::new("release-test/latchkey"),
            Build::Release => Path::new("dist/latchkey"),
        })
    }
}

/// The cargo that runs this program, so that the chosen toolchain is used, without the settings of this workspace.
pub(crate) fn plain_cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
