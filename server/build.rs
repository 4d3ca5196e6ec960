//! Builds the server anew when the site that it embeds has changed.
//!
//! Only release builds embed it (debug builds read the folder at run time), and the manifest changes with every file that a page loads.

use std::env;

fn main() {
    println!("cargo::rerun-if-env-changed=LATCHKEY_SITE");
    let release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    match env::var("LATCHKEY_SITE") {
        Ok(site) if release => println!("cargo::rerun-if-changed={site}/manifest.json"),
        _ => println!("cargo::rerun-if-changed=build.rs"),
    }
}
