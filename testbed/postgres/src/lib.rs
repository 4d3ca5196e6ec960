//! PostgreSQL servers for tests and benchmarks: each has its own folder and its own port, and is gone afterwards.

use anyhow::{Context, Result, bail};
use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

/// The durability of a commit that was reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// It is on the disk, as in production. For measurements.
    Kept,
    /// Nothing waits for the disk. For tests that never end the database.
    Lost,
    /// It was written, but not yet to the disk: the server may be killed, but not the machine.
    Written,
}

impl Durability {
    fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Kept => &[],
            // Each test has a database of its own, and autovacuum would look through all of them again and again.
            Self::Lost => &["fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off"],
            Self::Written => &["fsync=off"],
        }
    }
}

/// A running server. It ends when this value is dropped, or when the thread that started it ends for any reason.
#[derive(Debug)]
pub struct Postgres {
    folder: PathBuf,
    port: u16,
    server: Child,
    durability: Durability,
}

impl Postgres {
    /// Starts an empty server.
    ///
    /// # Errors
    ///
    /// If PostgreSQL isn't installed, or doesn't start.
    pub fn start(durability: Durability) -> Result<Self> {
        let folder = folder()?;
        let mut init = as_owner(&programs()?.join("initdb"));
        init.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--pgdata"]);
        output(init.arg(folder.join("data")))?;
        Self::run(folder, durability)
    }

    /// Starts a standby of this server, which replicates it.
    ///
    /// # Errors
    ///
    /// If the server can't be copied, or the standby doesn't start.
    pub fn standby(&self) -> Result<Self> {
        let folder = folder()?;
        let mut copy = as_owner(&programs()?.join("pg_basebackup"));
        copy.args(["--checkpoint=fast", "--write-recovery-conf", "--no-sync", "--dbname", &self.url(), "--pgdata"]);
        output(copy.arg(folder.join("data")))?;
        Self::run(folder, self.durability)
    }

    fn run(folder: PathBuf, durability: Durability) -> Result<Self> {
        let port = free_port()?;
        let mut command = as_owner(&programs()?.join("postgres"));
        command.arg("-D").arg(folder.join("data")).args(["-p", &port.to_string(), "-k", ""]);
        command.args(["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"]);
        command.args(durability.settings().iter().flat_map(|setting| ["-c", setting]));
        let log = fs::File::create(folder.join("log"))?;
        let server = command.stdout(log.try_clone()?).stderr(log).stdin(Stdio::null()).spawn()?;
        let mut postgres = Self { folder, port, server, durability };
        postgres.wait()?;
        Ok(postgres)
    }

    /// The superuser's database, from which tests create their own.
    #[must_use]
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Promotes a standby to primary.
    ///
    /// # Errors
    ///
    /// If it isn't a standby, or isn't promoted within a minute.
    pub fn promote(&self) -> Result<()> {
        let mut promote = as_owner(&programs()?.join("pg_ctl"));
        output(promote.args(["promote", "--silent", "--pgdata"]).arg(self.folder.join("data"))).map(drop)
    }

    /// Ends the server like a machine that loses power: it finishes nothing.
    ///
    /// # Errors
    ///
    /// If it can't be ended.
    pub fn kill(&mut self) -> Result<()> {
        self.server.kill()?;
        self.server.wait()?;
        Ok(())
    }

    fn wait(&mut self) -> Result<()> {
        let programs = programs()?;
        for _ in 0..300 {
            if let Some(status) = self.server.try_wait()? {
                bail!("PostgreSQL ended with {status}: {}", fs::read_to_string(self.folder.join("log"))?);
            }
            let mut ready = Command::new(programs.join("pg_isready"));
            ready.args(["--quiet", "--host=127.0.0.1", "--port", &self.port.to_string()]);
            if ready.status()?.success() {
                return Ok(());
            }
            pause();
        }
        bail!("PostgreSQL didn't become ready in 30 s");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Failures are ignored: the server ends with this process, and the folder is a temporary one. `kill` is part of every shell; the program of
        // that name isn't on every system.
        if matches!(self.server.try_wait(), Ok(None)) {
            let interrupted = Command::new("sh").args(["-c", "kill -INT \"$1\"", "sh", &self.server.id().to_string()]).status();
            if !interrupted.is_ok_and(|status| status.success()) {
                let _ = self.server.kill();
            }
            let _ = self.server.wait();
        }
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// The folder of PostgreSQL's programs. Debian doesn't put them in `PATH`, and has one folder per version.
///
/// # Errors
///
/// If there is none.
pub fn programs() -> Result<PathBuf> {
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

/// A folder for a server. PostgreSQL refuses to run as root, and its own user must own the folder.
fn folder() -> Result<PathBuf> {
    Ok(PathBuf::from(output(as_owner(Path::new("mktemp")).args(["-d", "/tmp/latchkey-postgres-XXXXXX"]))?.trim()))
}

/// A command that runs `program` as a user that PostgreSQL accepts. The system ends it together with the thread that starts it.
fn as_owner(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0) {
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
    }
    command.arg("--pdeathsig=INT").arg(program).current_dir("/");
    command
}

/// Runs `command` and returns its output.
fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("{command:?} can't be started"))?;
    if !output.status.success() {
        bail!("{command:?} ended with {}", output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// A port on the loopback address on which no program listens.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free")?.local_addr()?.port())
}

#[expect(clippy::disallowed_methods, reason = "this thread waits for others and serves nobody meanwhile")]
fn pause() {
    thread::sleep(Duration::from_millis(100));
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
        assert!(Durability::Lost.settings().contains(&"fsync=off"));
        assert!(!Durability::Kept.settings().contains(&"fsync=off"));
    }
}
