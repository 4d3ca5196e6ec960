//! Says where the site is, and has the crate built anew when it has changed.
//!
//! In the workspace `cargo xtask` writes the site into the target folder and names that in `LATCHKEY_SITE`. In a published package it is in `dist`.
//!
//! Only release builds embed the site (debug builds read the folder at run time), and its manifest changes with every file that a page loads.

use std::{env, path::PathBuf};

fn main() -> Result<(), env::VarError> {
    println!("cargo::rerun-if-env-changed=LATCHKEY_SITE");
    let site = match env::var("LATCHKEY_SITE") {
        Ok(site) => PathBuf::from(site),
        Err(_) => PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("dist"),
    };
    println!("cargo::rustc-env=LATCHKEY_SITE_FOLDER={}", site.display());
    if env::var("PROFILE")? == "release" {
        println!("cargo::rerun-if-changed={}", site.join("manifest.json").display());
    } else {
        println!("cargo::rerun-if-changed=build.rs");
    }
    Ok(())
}
