//! The release binary in a process of its own.

use crate::account::Lab;
use std::{
    fmt,
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::Duration,
};

pub(crate) struct Server {
    process: Child,
    pub(crate) address: SocketAddr,
    pub(crate) origin: String,
}

impl Server {
    pub(crate) async fn start(lab: &Lab) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let origin = format!("http://localhost:{}", address.port());
        let binary = std::env::var("LATCHKEY_BIN").unwrap();
        let mut process = Command::new(binary)
            .arg("serve")
            .current_dir(lab.folder.path())
            .env("LATCHKEY__SERVER__ADDR", address.to_string())
            .env("LATCHKEY__SERVER__PUBLIC_ORIGIN", &origin)
            .env("LATCHKEY__DATABASE__URL", &lab.database_url)
            .env("LATCHKEY__SECRETS__KEY_FILE", lab.folder.path().join("secret.key"))
            .env("LATCHKEY__SERVER__TRUSTED_PROXIES", "127.0.0.1")
            .env("LATCHKEY__LIMITS__SIGN_INS_PER_MINUTE", "1000000")
            .env("RUST_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        for _ in 0..200 {
            if TcpStream::connect(address).is_ok() {
                return Self { process, address, origin };
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let _ = process.kill();
        let _ = process.wait();
        panic!("the server didn't come up at {address}");
    }

    pub(crate) fn memory(&self) -> Memory {
        Memory { resident: self.status("VmRSS:"), own: self.status("RssAnon:") }
    }

    /// The most resident memory so far, in MiB.
    pub(crate) fn peak(&self) -> u64 {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.split_whitespace().next().unwrap().parse::<u64>().unwrap() / 1024
    }
}

/// Resident memory in MiB, and the part of it that isn't pages of a file.
pub(crate) struct Memory {
    resident: u64,
    own: u64,
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} MiB, {} of its own", self.resident, self.own)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be gone already, which is what is wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
