//! The system's programs that tests need: a browser, a database server and a database shell, an authenticator, a QR reader.

use crate::{postgres, process};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// Debian's package of each program, and whether the program is there.
fn needs() -> [(&'static str, bool); 5] {
    let chromium = std::env::var_os("LATCHKEY_CHROMIUM").unwrap_or_else(|| "/usr/bin/chromium".into());
    [
        ("chromium", Path::new(&chromium).exists()),
        ("postgresql", postgres::programs().is_ok()),
        ("oathtool", process::exists("oathtool")),
        ("zbar-tools", process::exists("zbarimg")),
        ("sqlite3", process::exists("sqlite3")),
    ]
}

/// Installs what is missing if that is allowed, else says what to install.
pub(crate) fn install() -> Result<()> {
    let missing = missing(&needs());
    if missing.is_empty() {
        return Ok(());
    }
    if !process::is_root() || !process::exists("apt-get") {
        bail!("please install what the tests need: sudo apt-get install {}", missing.join(" "));
    }
    println!("    installing {}", missing.join(", "));
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet");
        apt
    };
    process::run(apt().arg("update"))?;
    process::run(apt().args(["install", "--yes", "--no-install-recommends"]).args(missing))
}

fn missing(needs: &[(&'static str, bool)]) -> Vec<&'static str> {
    needs.iter().filter(|(_, present)| !present).map(|(package, _)| *package).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_gets_installed() {
        assert_eq!(missing(&[("chromium", true), ("oathtool", false), ("zbar-tools", false)]), ["oathtool", "zbar-tools"]);
    }
}
