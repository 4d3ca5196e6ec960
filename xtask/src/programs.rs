//! The system programs that tests and examples need: a browser, a database server and a database shell, an authenticator, a QR reader, an HTTP client,
//! reverse proxies, Python for a mail server, more proxies, libraries for tokens and two examples, Go and PHP for the rest.

use crate::{go, process, python};
use anyhow::{Result, bail};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A system program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Program {
    Chromium,
    Curl,
    Go,
    GoJose,
    HaProxy,
    Nginx,
    Oathtool,
    PhpFpm,
    Postgres,
    Python,
    Sqlite,
    Zbar,
}

/// The programs that the browser tests need.
pub(crate) const BROWSER_TESTS: &[Program] =
    &[Program::Chromium, Program::Curl, Program::Oathtool, Program::Postgres, Program::Python, Program::Sqlite, Program::Zbar];
/// The programs that the examples in other languages and their tests need.
pub(crate) const EXAMPLES: &[Program] =
    &[Program::Chromium, Program::Go, Program::Nginx, Program::Oathtool, Program::PhpFpm, Program::Python, Program::Zbar];
/// The programs that `cargo xtask shots` needs.
pub(crate) const PICTURES: &[Program] = &[Program::Chromium, Program::Oathtool, Program::Python, Program::Sqlite, Program::Zbar];

impl Program {
    /// The name of the Debian package.
    fn package(self) -> &'static str {
        match self {
            Self::Chromium => "chromium-headless-shell",
            Self::Curl => "curl",
            Self::Go => "golang-go",
            Self::GoJose => "golang-gopkg-square-go-jose.v2-dev",
            Self::HaProxy => "haproxy",
            Self::Nginx => "nginx-light",
            Self::Oathtool => "oathtool",
            Self::PhpFpm => "php-fpm",
            Self::Postgres => "postgresql",
            Self::Python => "python3-venv",
            Self::Sqlite => "sqlite3",
            Self::Zbar => "zbar-tools",
        }
    }

    fn purpose(self) -> &'static str {
        match self {
            Self::Chromium => "the browser",
            Self::Curl => "runs the documents' requests",
            Self::Go => "compiles an example, and a program that verifies tokens",
            Self::GoJose => "verifies tokens",
            Self::HaProxy | Self::Nginx => "a reverse proxy; it need not run",
            Self::Oathtool => "an authenticator that isn't ours",
            Self::PhpFpm => "runs an example; its service need not run",
            Self::Postgres => "the other database; its server need not run",
            Self::Python => "a mail server and other programs that aren't ours, and two examples",
            Self::Sqlite => "looks into SQLite files",
            Self::Zbar => "reads QR codes",
        }
    }

    fn is_installed(self) -> bool {
        match self {
            Self::Chromium => {
                let path = std::env::var_os("LATCHKEY_CHROMIUM").unwrap_or_else(|| "/usr/bin/chromium-headless-shell".into());
                Path::new(&path).exists()
            }
            Self::Curl => process::exists("curl"),
            Self::Go => process::exists("go"),
            Self::GoJose => go::has_jose(),
            Self::HaProxy => Path::new("/usr/sbin/haproxy").exists(),
            Self::Nginx => Path::new("/usr/sbin/nginx").exists(),
            Self::Oathtool => process::exists("oathtool"),
            Self::PhpFpm => has_php_fpm(),
            Self::Postgres => postgres_server::programs().is_ok(),
            Self::Python => python::has_environments(),
            Self::Sqlite => process::exists("sqlite3"),
            Self::Zbar => process::exists("zbarimg"),
        }
    }
}

/// Whether there is PHP-FPM, whose name has its version.
fn has_php_fpm() -> bool {
    let mut programs = fs::read_dir("/usr/sbin").into_iter().flatten().flatten();
    programs.any(|program| program.file_name().to_string_lossy().starts_with("php-fpm"))
}

/// Installs the missing `programs` if that is allowed. Otherwise fails with their names.
pub(crate) fn install(programs: &[Program]) -> Result<()> {
    let missing: Vec<Program> = programs.iter().copied().filter(|program| !program.is_installed()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !process::is_root() || !process::exists("apt-get") {
        bail!("{}", request(&missing));
    }
    let packages: Vec<&str> = missing.iter().map(|program| program.package()).collect();
    println!("    installing {}", packages.join(", "));
    let apt = || {
        let mut apt = Command::new("apt-get");
        // Nothing that is installed here has to run: `invoke-rc.d` starts no service in run level 1.
        apt.env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1").arg("--quiet");
        apt
    };
    process::run(apt().arg("update"))?;
    process::run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))
}

/// The missing packages, one per line, and the command that installs all of them.
fn request(missing: &[Program]) -> String {
    let mut text = "these programs are missing:\n".to_owned();
    for program in missing {
        // Writing to a string can't fail.
        let _ = writeln!(text, "    {:<25}{}", program.package(), program.purpose());
    }
    let packages: Vec<&str> = missing.iter().map(|program| program.package()).collect();
    text + &format!("On Debian and Ubuntu: sudo apt-get install {}", packages.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_missing_program_has_a_line_with_its_purpose() {
        let text = request(&[Program::Oathtool, Program::Zbar]);
        assert!(text.contains("\n    zbar-tools               reads QR codes\n"), "{text}");
        assert!(text.ends_with("sudo apt-get install oathtool zbar-tools"), "{text}");
    }

    #[test]
    fn present_programs_need_nothing() {
        assert!(install(&[]).is_ok());
    }
}
