//! Removes the parts of a release's WASM that no browser uses.
//!
//! The compiler and the linker keep them, since something else in the WASM still refers to each of them.

mod exports;
mod locations;
mod panics;

use anyhow::Result;
use walrus::{Module, passes::gc};

/// Trims a linked module, before its bindings are generated.
pub(super) fn trim(module: &mut Module) -> Result<()> {
    exports::remove(module)?;
    panics::silence(module);
    locations::erase(module);
    gc::run(module);
    Ok(())
}
