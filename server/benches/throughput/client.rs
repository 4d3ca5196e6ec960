//! One kept-alive HTTP/1.1 connection.

use hyper::{
    HeaderMap, Request,
    client::conn::http1::{SendRequest, handshake},
};
use hyper_util::rt::TokioIo;
use mfa::Level;
use server::cookie::CookieNames;
use std::net::SocketAddr;
use tokio::net::{TcpSocket, TcpStream};

pub(crate) struct Client(SendRequest<String>);

pub(crate) async fn pool(address: SocketAddr, size: usize) -> Vec<Client> {
    let mut clients = Vec::with_capacity(size);
    for _ in 0..size {
        clients.push(Client::over(TcpStream::connect(address).await.unwrap()).await.unwrap());
    }
    clients
}

/// One client whose address is `local`. `None` if the server closes the connection.
pub(crate) async fn connect_from(local: &str, server: SocketAddr) -> Option<Client> {
    Client::over(stream_from(local, server).await.ok()?).await
}

/// A connection from the address `local`.
pub(crate) async fn stream_from(local: &str, server: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(format!("{local}:0").parse().unwrap())?;
    socket.connect(server).await
}

/// The cookie of a full session.
pub(crate) fn cookie(origin: &str, token: &str) -> String {
    format!("{}={token}", CookieNames::new(&origin.parse().unwrap()).session(Level::Full))
}

/// A request to post `body`.
pub(crate) fn post(path: &str, origin: &str, cookie: Option<&str>, content_type: &str, body: &str) -> Request<String> {
    let mut request = Request::post(path).header("host", "localhost").header("origin", origin).header("content-type", content_type);
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    request.body(body.to_owned()).unwrap()
}

impl Client {
    async fn over(stream: TcpStream) -> Option<Self> {
        stream.set_nodelay(true).ok()?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await.ok()?;
        tokio::spawn(connection);
        Some(Self(sender))
    }

    /// Posts a form; gives the status once the body is read.
    pub(crate) async fn post(&mut self, path: &str, origin: &str, cookie: Option<&str>, form: &str) -> u16 {
        self.send(path, origin, cookie, "application/x-www-form-urlencoded", form).await
    }

    /// The same with JSON.
    pub(crate) async fn post_json(&mut self, path: &str, origin: &str, cookie: Option<&str>, json: &str) -> u16 {
        self.send(path, origin, cookie, "application/json", json).await
    }

    /// Asks for a page.
    pub(crate) async fn get(&mut self, path: &str, cookie: &str) -> u16 {
        self.exchange(Request::get(path).header("host", "localhost").header("cookie", cookie).body(String::new()).unwrap()).await
    }

    async fn send(&mut self, path: &str, origin: &str, cookie: Option<&str>, content_type: &str, body: &str) -> u16 {
        self.exchange(post(path, origin, cookie, content_type, body)).await
    }

    async fn exchange(&mut self, request: Request<String>) -> u16 {
        self.try_exchange(request).await.unwrap()
    }

    /// The status once the body is read, or `None` if the connection is of no more use.
    pub(crate) async fn try_exchange(&mut self, request: Request<String>) -> Option<u16> {
        Some(self.answer(request).await?.0)
    }

    /// Status, headers and body.
    pub(crate) async fn answer(&mut self, request: Request<String>) -> Option<(u16, HeaderMap, Vec<u8>)> {
        self.0.ready().await.ok()?;
        let (head, body) = self.0.send_request(request).await.ok()?.into_parts();
        let body = axum::body::to_bytes(axum::body::Body::new(body), usize::MAX).await.ok()?;
        Some((head.status.as_u16(), head.headers, body.to_vec()))
    }
}
