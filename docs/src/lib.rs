//! Keeps the documents true: README.md, CONTRIBUTING.md, the files in this folder and those of the examples.
//!
//! | what | how |
//! | --- | --- |
//! | Rust samples | `build.rs` makes a module of each, and `tests/documents/samples.rs` compiles them |
//! | names in backticks | `tests/documents/names.rs` looks each up in the source |
//! | links | `tests/documents/links.rs` follows them to their file and heading |
//! | command lines | `tests/documents/commands.rs` parses them with the real definitions |
//! | TOML and JSON samples | `tests/documents/data.rs` reads them as settings, as a manifest, as JSON |
//!
//! A sample that isn't made of complete items has a comment in front of its fence that tells what surrounds it, invisible to readers of the document:
//!
//! | comment | the sample is |
//! | --- | --- |
//! | none | complete items that bring their own imports |
//! | `<!-- sample: items -->` | complete items that use names of the application or the document's common imports |
//! | `<!-- file: PATH -->` | a file of the repository, word for word; it is compiled where it is |
//! | `<!-- sample: imports -->` | the common imports of all samples of the document |
//! | `<!-- sample: fn(code: String) -> Router -->` | the body of such a function; `async fn` likewise. `Ok(())` is added where it returns `Result<(), ..>` |

pub mod markdown;
pub mod sample;
