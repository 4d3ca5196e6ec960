//! The proxies, each with the file of the documents. Only ports are replaced.

use super::{FETCH, request::send};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use testbed::until;
use tokio::net::{TcpListener, TcpStream};

/// Names the folder with the programs that aren't packages of Debian.
pub(super) const VARIABLE: &str = "LATCHKEY_TEST_PROXIES";

/// How a proxy is run.
pub(super) struct Proxy {
    pub(super) name: &'static str,
    files: &'static [&'static str],
    prepare: fn(&Path),
    command: fn(&Path, &Path) -> Command,
}

pub(super) const PROXIES: &[Proxy] = &[
    Proxy { name: "nginx", files: &["nginx.conf"], prepare: embrace_nginx, command: nginx },
    Proxy { name: "Caddy", files: &["Caddyfile"], prepare: quiet_caddy, command: caddy },
    Proxy { name: "Traefik", files: &["traefik-dynamic.yaml"], prepare: |_| {}, command: traefik },
    Proxy { name: "Envoy", files: &["envoy.yaml"], prepare: |_| {}, command: envoy },
    Proxy { name: "HAProxy", files: &["haproxy.cfg", "latchkey.lua"], prepare: |_| {}, command: haproxy },
];

/// A proxy that runs until this is dropped.
pub(super) struct Running {
    process: Child,
    pub(super) port: u16,
    _folder: TempDir,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The folder of the programs, if the environment is there.
pub(super) fn programs() -> Option<PathBuf> {
    env::var_os(VARIABLE).map(PathBuf::from)
}

impl Proxy {
    pub(super) async fn start(&self, programs: &Path, latchkey: u16, application: u16) -> Running {
        let (folder, port) = (TempDir::new().unwrap(), free_port().await);
        let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/forward-auth");
        for file in self.files {
            let text = fs::read_to_string(documents.join(file)).unwrap();
            let replaced =
                [("3000", latchkey), ("8000", application), ("8080", port)].into_iter().fold(text, |text, (documented, port)| {
                    let replaced = text.replace(documented, &format!("{port}"));
                    assert!(replaced != text || *file == "latchkey.lua" || documented == "8080", "{file} has no {documented}");
                    replaced
                });
            fs::write(folder.path().join(file), replaced).unwrap();
        }
        if self.name == "Traefik" {
            fs::write(folder.path().join("port"), port.to_string()).unwrap();
        }
        (self.prepare)(folder.path());
        let log = fs::File::create(folder.path().join("log")).unwrap();
        let mut command = (self.command)(programs, folder.path());
        command.current_dir(folder.path()).stdin(Stdio::null()).stdout(log.try_clone().unwrap()).stderr(log);
        let process = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", self.name));
        let running = Running { process, port, _folder: folder };
        until(self.name, Duration::from_secs(30), async || is_ready(port).await).await;
        running
    }
}

/// Whether it has read its file: it then asks Latchkey, which lets nobody in.
async fn is_ready(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).await.is_ok() && [401, 403].contains(&send(port, ("GET", "/"), FETCH, "").await.status)
}

async fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port()
}

/// Writes the configuration that a distribution has around the file.
fn embrace_nginx(folder: &Path) {
    let whole = "daemon off;\npid nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\n  access_log off;\n  client_body_temp_path body;\n  \
                 proxy_temp_path proxy;\n  fastcgi_temp_path fastcgi;\n  uwsgi_temp_path uwsgi;\n  scgi_temp_path scgi;\n  include nginx.conf;\n}\n";
    fs::write(folder.join("whole.conf"), whole).unwrap();
}

fn nginx(_: &Path, folder: &Path) -> Command {
    let mut command = Command::new("/usr/sbin/nginx");
    command.arg("-p").arg(folder).args(["-c", "whole.conf", "-e", "stderr"]);
    command
}

/// Without an interface for its administration, which is on one port for all.
fn quiet_caddy(folder: &Path) {
    let file = folder.join("Caddyfile");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(file, format!("{{\n\tadmin off\n}}\n{text}")).unwrap();
}

fn caddy(programs: &Path, folder: &Path) -> Command {
    let mut command = Command::new(programs.join("caddy"));
    command.args(["run", "--config", "Caddyfile", "--adapter", "caddyfile"]).env("HOME", folder).env("XDG_DATA_HOME", folder);
    command
}

fn traefik(programs: &Path, folder: &Path) -> Command {
    let port = fs::read_to_string(folder.join("port")).unwrap();
    let mut command = Command::new(programs.join("traefik"));
    command.arg(format!("--entrypoints.web.address=127.0.0.1:{port}")).arg("--providers.file.filename=traefik-dynamic.yaml");
    command.args(["--global.checknewversion=false", "--global.sendanonymoususage=false"]);
    command
}

fn envoy(programs: &Path, _: &Path) -> Command {
    let mut command = Command::new(programs.join("envoy"));
    command.args(["-c", "envoy.yaml", "--disable-hot-restart", "--concurrency", "1", "--log-level", "warning"]);
    command
}

fn haproxy(_: &Path, _: &Path) -> Command {
    let mut command = Command::new("/usr/sbin/haproxy");
    command.args(["-db", "-f", "haproxy.cfg"]);
    command
}
