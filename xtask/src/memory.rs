//! A folder in memory: writing databases of tests there is several times faster than to a disk.

use crate::process;
use anyhow::Result;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The folder in which Linux keeps files in memory.
const SHARED_MEMORY: &str = "/dev/shm";
/// The required free space. Containers often have only 64 MiB there, which some tests would fill.
const ENOUGH_KIB: u64 = 1024 * 1024;

/// A temporary folder in memory, or in the usual place if there is too little memory.
pub(crate) fn folder() -> Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("latchkey-test-");
    match available() {
        Some(ENOUGH_KIB..) => Ok(builder.tempdir_in(SHARED_MEMORY)?),
        _ => Ok(builder.tempdir()?),
    }
}

/// The free space in KiB; `None` if the system has no such folder.
fn available() -> Option<u64> {
    let table = process::output(Command::new("df").args(["-Pk", SHARED_MEMORY]).stdin(Stdio::null())).ok()?;
    table.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_can_be_written_to() {
        let folder = folder().unwrap();
        assert!(std::fs::write(folder.path().join("file"), "text").is_ok());
    }
}
