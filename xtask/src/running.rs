//! A server with a folder and a port of its own, which runs as long as it is needed.

use crate::{port, process};
use anyhow::{Context, Result, bail};
use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command};
use std::time::Duration;
use tempfile::TempDir;

/// A server on an empty SQLite database. It is stopped when this value is dropped.
pub(crate) struct Running {
    folder: TempDir,
    port: u16,
    server: Child,
}

impl Running {
    pub(crate) fn start(executable: &Path) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let port = port::free()?;
        let log = fs::File::create(folder.path().join("log"))?;
        let server = Command::new(executable)
            .arg("serve")
            .current_dir(&folder)
            .env("LATCHKEY__SERVER__ADDR", format!("127.0.0.1:{port}"))
            .env("LATCHKEY__SERVER__PUBLIC_ORIGIN", origin(port))
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("{} can't be started", executable.display()))?;
        let mut running = Self { folder, port, server };
        running.wait()?;
        Ok(running)
    }

    /// The origin of its addresses.
    pub(crate) fn origin(&self) -> String {
        origin(self.port)
    }

    fn wait(&mut self) -> Result<()> {
        for _ in 0..300 {
            if let Some(status) = self.server.try_wait()? {
                bail!("the server ended with {status}: {}", fs::read_to_string(self.folder.path().join("log"))?);
            }
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return Ok(());
            }
            process::pause(Duration::from_millis(100));
        }
        bail!("the server didn't answer within 30 s: {}", fs::read_to_string(self.folder.path().join("log"))?);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // This fails if it has ended by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn origin(port: u16) -> String {
    format!("http://localhost:{port}")
}
