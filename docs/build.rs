//! Makes modules of the Rust samples in the documents, for `tests/documents/samples.rs`.

#[path = "src/markdown.rs"]
#[expect(dead_code, unreachable_pub, reason = "the tests need more of it")]
mod markdown;
#[path = "src/sample.rs"]
#[expect(unreachable_pub, reason = "the library has it too")]
mod sample;

use std::{env, error::Error, fmt::Write as _, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let root = markdown::root();
    let out = env::var("OUT_DIR")?;
    // For documents that are added or removed.
    println!("cargo::rerun-if-changed={}", root.join("docs").display());
    let mut index = String::new();
    for document in markdown::documents(&root)? {
        println!("cargo::rerun-if-changed={}", root.join(&document.path).display());
        match sample::modules(&document) {
            Ok(modules) if modules.trim().is_empty() => {}
            Ok(modules) => {
                // The same path below the build's folder, since the compiler's messages tell it.
                let file = Path::new(&out).join(&document.path);
                fs::create_dir_all(file.parent().ok_or("a document without a folder")?)?;
                fs::write(&file, modules)?;
                let name: String =
                    document.path.chars().map(|letter| if letter.is_alphanumeric() { letter.to_ascii_lowercase() } else { '_' }).collect();
                writeln!(index, "mod {name} {{ use super::stand_in::*; include!({file:?}); }}")?;
            }
            Err(problem) => {
                for line in problem.lines() {
                    println!("cargo::error={line}");
                }
            }
        }
    }
    fs::write(Path::new(&out).join("samples.rs"), index)?;
    Ok(())
}
