//! A PostgreSQL server for one run: its own folder, its own port, gone afterwards.

use crate::{port, process};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Whether a commit is on the disk when it is reported.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// As in production: what measurements need.
    Kept,
    /// Nothing waits for the disk: tests kill Latchkey, never the database.
    Lost,
}

/// A running server. It ends with this value, and with this program however that ends.
pub(crate) struct Postgres {
    folder: PathBuf,
    port: u16,
    server: Child,
}

impl Postgres {
    pub(crate) fn start(durability: Durability) -> Result<Self> {
        let programs = programs()?;
        // PostgreSQL refuses to run as root, and its own user must own the folder.
        let folder = PathBuf::from(process::output(as_owner(Path::new("mktemp")).args(["-d", "/tmp/latchkey-postgres-XXXXXX"]))?.trim());
        let data = folder.join("data");
        let mut init = as_owner(&programs.join("initdb"));
        init.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--pgdata"]);
        process::output(init.arg(&data))?;
        let port = port::free()?;
        let mut command = as_owner(&programs.join("postgres"));
        command.arg("-D").arg(&data).args(["-p", &port.to_string(), "-k", ""]);
        command.args(settings(durability).iter().flat_map(|setting| ["-c", setting]));
        let log = fs::File::create(folder.join("log"))?;
        let server = command.stdout(log.try_clone()?).stderr(log).stdin(Stdio::null()).spawn()?;
        let mut postgres = Self { folder, port, server };
        postgres.wait(&programs)?;
        Ok(postgres)
    }

    /// The superuser's database, from which tests make their own.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self, programs: &Path) -> Result<()> {
        for _ in 0..300 {
            if let Some(status) = self.server.try_wait()? {
                bail!("PostgreSQL ended with {status}: {}", fs::read_to_string(self.folder.join("log"))?);
            }
            let mut ready = Command::new(programs.join("pg_isready"));
            ready.args(["--quiet", "--host=127.0.0.1", "--port", &self.port.to_string()]);
            if ready.status()?.success() {
                return Ok(());
            }
            process::pause(Duration::from_millis(100));
        }
        bail!("PostgreSQL didn't become ready in 30 s");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Nothing is lost if one of these fails: the server ends with us, the folder is a temporary one. `kill` is part of every shell; the
        // program of that name isn't on every system.
        let interrupted = Command::new("sh").args(["-c", "kill -INT \"$1\"", "sh", &self.server.id().to_string()]).status();
        if !interrupted.is_ok_and(|status| status.success()) {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn settings(durability: Durability) -> &'static [&'static str] {
    match durability {
        Durability::Kept => &["listen_addresses=127.0.0.1", "max_connections=200"],
        Durability::Lost => {
            &["listen_addresses=127.0.0.1", "max_connections=200", "fsync=off", "full_page_writes=off", "synchronous_commit=off"]
        }
    }
}

/// The folder of PostgreSQL's programs. Debian keeps them out of `PATH`, one folder per version.
pub(crate) fn programs() -> Result<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|version| version.path().join("bin"));
    let newest_first = {
        let mut versions: Vec<_> = versions.collect();
        versions.sort_by_key(|folder| std::cmp::Reverse(version(folder)));
        versions
    };
    let mut folders = newest_first.into_iter().chain(std::env::split_paths(&path));
    folders.find(|folder| folder.join("initdb").exists()).context("PostgreSQL isn't installed")
}

/// The number in `/usr/lib/postgresql/15/bin`.
fn version(folder: &Path) -> Option<u32> {
    folder.parent()?.file_name()?.to_str()?.parse().ok()
}

/// `program` as a user that PostgreSQL accepts, ended by the system when this program ends.
fn as_owner(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if process::is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
    }
    command.arg("--pdeathsig=INT").arg(program).current_dir("/");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_numbers() {
        assert_eq!(version(Path::new("/usr/lib/postgresql/15/bin")), Some(15));
        assert!(version(Path::new("/usr/lib/postgresql/9/bin")) < version(Path::new("/usr/lib/postgresql/15/bin")));
    }

    #[test]
    fn only_tests_may_lose_commits() {
        assert!(settings(Durability::Lost).contains(&"fsync=off"));
        assert!(!settings(Durability::Kept).contains(&"fsync=off"));
    }
}
