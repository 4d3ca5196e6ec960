//! A server process, and requests to it.

use crate::installation::Installation;
use std::{
    fs::{self, File},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Stdio},
    time::Duration,
};
use testbed::until;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// The public origin of all servers, wherever they listen: links in mails lead there.
pub(crate) const ORIGIN: &str = "http://localhost:3000";
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that runs until it is dropped, as abruptly as by `kill -9`.
pub(crate) struct Server {
    process: Child,
    port: u16,
    log: PathBuf,
}

/// The status, the headers and the body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Server {
    /// Starts a server with these settings, and waits until it answers.
    pub(crate) async fn start(installation: &Installation, settings: &[(&str, &str)]) -> Self {
        let port = free_port();
        let log = installation.folder().join(format!("{port}.log"));
        let mut command = installation.command(&["serve"]);
        command
            .env("LATCHKEY__SERVER__ADDR", format!("127.0.0.1:{port}"))
            .env("LATCHKEY__SERVER__PUBLIC_ORIGIN", ORIGIN)
            .envs(settings.iter().copied());
        let process = command.stdout(Stdio::null()).stderr(File::create(&log).unwrap()).spawn().unwrap();
        let server = Self { process, port, log };
        until("the server is ready", PATIENCE, async || server.get("/readyz").await.is_some_and(|answer| answer.status == 200)).await;
        server
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn kill(mut self) -> String {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.log()
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap()
    }

    /// Opens a page. `None` if the server doesn't answer.
    pub(crate) async fn get(&self, path: &str) -> Option<Answer> {
        self.send(&format!("GET {path} HTTP/1.1\r\n"), "").await
    }

    /// Opens a page with more headers, each with its end of the line.
    pub(crate) async fn get_with(&self, path: &str, headers: &str) -> Option<Answer> {
        self.send(&format!("GET {path} HTTP/1.1\r\n{headers}"), "").await
    }

    /// Sends a form, as a browser in this language.
    pub(crate) async fn submit(&self, path: &str, language: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let head = format!(
            "POST {path} HTTP/1.1\r\nOrigin: {}\r\nAccept-Language: {language}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n",
            ORIGIN,
            body.len()
        );
        self.send(&head, &body).await.expect("the server answers")
    }

    async fn send(&self, head: &str, body: &str) -> Option<Answer> {
        Answer::to(self.port, &format!("{head}Host: localhost:3000\r\nAccept: text/html\r\nConnection: close\r\n\r\n{body}")).await
    }
}

impl Answer {
    /// The answer of the server at this port of this machine, which closes the connection. `None` if there is none.
    pub(crate) async fn to(port: u16, request: &str) -> Option<Self> {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.ok()?;
        let answer = String::from_utf8(answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Self { status, head: head.to_owned(), body: body.to_owned() })
    }

    /// The values of all headers of this name.
    pub(crate) fn headers(&self, name: &str) -> impl Iterator<Item = &str> {
        let headers = self.head.lines().filter_map(|line| line.split_once(": "));
        headers.filter(move |(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The value of a header. Empty if there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers(name).next().unwrap_or_default()
    }

    #[track_caller]
    pub(crate) fn assert_leads_to(&self, path: &str) {
        assert_eq!((self.status, self.header("location")), (303, path), "{}", self.body);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Neither can fail for a process that is ours.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A port that nothing listens on.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
