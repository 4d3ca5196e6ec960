//! What runs in the browser: compiles a crate to WASM and writes the JavaScript that loads it.
//!
//! The bindings come from the crate that the `wasm-bindgen` program is made of, pinned in `Cargo.toml` to the version of `wasm-bindgen`
//! itself, so that the two always fit and nobody has to install anything.

use crate::process;
use crate::workspace::{Build, WASM_TARGET, Workspace};
use anyhow::{Context, Result, ensure};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// The two files that a page loads, not yet under their final names.
pub(crate) struct Script {
    pub(crate) javascript: PathBuf,
    pub(crate) wasm: PathBuf,
}

/// Has rustup add the WASM target unless it is there.
pub(crate) fn ensure_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut query = Command::new(rustc);
    query.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    if Path::new(process::output(&mut query)?.trim()).exists() {
        return Ok(());
    }
    println!("    adding the Rust target {WASM_TARGET}");
    process::run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
        .with_context(|| format!("the Rust target {WASM_TARGET} is missing; install it as you installed Rust"))
}

/// The crate that wakes Latchkey's own pages: their controls.
const PAGES: &[&str] = &["--package", "frontend", "--features", "pages"];
/// With the dialogs and the hooks: what an application's pages load.
pub(crate) const DIALOGS: &[&str] = &["--package", "frontend", "--features", "dialogs"];
/// With what shows them.
const PLAYGROUND: &[&str] = &["--package", "frontend", "--features", "playground"];

/// What the site's pages load.
pub(crate) struct Scripts {
    pub(crate) pages: Script,
    /// On the playground, in the place of the other.
    pub(crate) playground: Script,
}

/// Compiles both, and writes them into folders of their own in `bindings`.
pub(crate) fn scripts(workspace: &Workspace, build: Build, bindings: &Path) -> Result<Scripts> {
    let script = |package, name| bind(&compile(workspace, build, package)?, &bindings.join(name), "latchkey");
    Ok(Scripts { pages: script(PAGES, "pages")?, playground: script(PLAYGROUND, "playground")? })
}

/// Compiles the library of a package, named by `--package NAME` and perhaps its features, and gives the file that came out.
pub(crate) fn compile(workspace: &Workspace, build: Build, package: &[&str]) -> Result<PathBuf> {
    let (profile, folder) = match build {
        Build::Development => ("dev", "debug"),
        Build::ReleaseTest | Build::Release => ("wasm-release", "wasm-release"),
    };
    process::run(workspace.cargo(build).arg("build").args(package).args(["--lib", "--target", WASM_TARGET, "--profile", profile]))?;
    let name = package.get(1).context("a package has a name")?;
    Ok(workspace.target.join(WASM_TARGET).join(folder).join(format!("{name}.wasm")))
}

/// Writes the JavaScript bindings of `compiled`, and the WASM that they load, into `folder`.
pub(crate) fn bind(compiled: &Path, folder: &Path, name: &str) -> Result<Script> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).web(true)?.typescript(false).out_name(name);
    let mut output = bindgen.generate_output().context("the JavaScript bindings can't be made")?;
    let javascript = output.js().to_owned();
    let javascript = shorten(output.wasm_mut().imports.iter_mut().map(|import| &mut import.name), javascript)?;
    output.emit(folder).context("the JavaScript bindings can't be written")?;
    ensure!(
        !folder.join("snippets").exists(),
        "a dependency brings JavaScript of its own, which would be served under a name without a hash"
    );
    let script = Script { javascript: folder.join(format!("{name}.js")), wasm: folder.join(format!("{name}_bg.wasm")) };
    fs::write(&script.javascript, javascript).and(fs::metadata(&script.wasm)).context("the JavaScript bindings are incomplete")?;
    Ok(script)
}

/// Writes the bindings of `compiled` for Node into `folder`, and gives the module that they are.
pub(crate) fn bind_for_node(compiled: &Path, folder: &Path, name: &str) -> Result<PathBuf> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).nodejs(true)?.typescript(false).out_name(name);
    bindgen.generate(folder).context("the bindings for Node can't be made")?;
    Ok(folder.join(format!("{name}.js")))
}

/// Gives the functions of the browser that the WASM imports short names, in both files. Those of `wasm-bindgen` end with a hash each, which
/// no compression makes smaller and nobody needs.
fn shorten<'a>(imports: impl Iterator<Item = &'a mut String>, mut javascript: String) -> Result<String> {
    let mut names = HashMap::new();
    for import in imports {
        let number = names.len();
        // A function that is imported twice is defined once.
        let short = names.entry(import.clone()).or_insert_with(|| format!("i{number}"));
        *import = short.clone();
    }
    for (name, short) in names {
        let definition = format!("{name}: function");
        ensure!(javascript.matches(&definition).count() == 1, "the JavaScript bindings don't define {name} as they used to");
        javascript = javascript.replace(&definition, &format!("{short}: function"));
    }
    Ok(javascript)
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn imports_have_short_names_in_both_files() {
        let mut names =
            ["__wbg_add_0123456789abcdef".to_owned(), "__wbg_add_fedcba9876543210".to_owned(), "__wbg_add_0123456789abcdef".to_owned()];
        let javascript = "{ __wbg_add_fedcba9876543210: function(a) {}, __wbg_add_0123456789abcdef: function() {} }";
        let shortened = shorten(names.iter_mut(), javascript.to_owned()).unwrap();
        assert_eq!((names, shortened.as_str()), (["i0", "i1", "i0"].map(str::to_owned), "{ i1: function(a) {}, i0: function() {} }"));
        assert!(shorten([&mut "other".to_owned()].into_iter(), javascript.to_owned()).is_err());
    }
}
