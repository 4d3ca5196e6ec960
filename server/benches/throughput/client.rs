//! One kept-alive HTTP/1.1 connection.

use hyper::{
    Request,
    client::conn::http1::{SendRequest, handshake},
};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use tokio::net::TcpStream;

pub(crate) struct Client(SendRequest<String>);

pub(crate) async fn pool(address: SocketAddr, size: usize) -> Vec<Client> {
    let mut clients = Vec::with_capacity(size);
    for _ in 0..size {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (sender, connection) = handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        clients.push(Client(sender));
    }
    clients
}

impl Client {
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
        let mut request = Request::post(path).header("host", "localhost").header("origin", origin).header("content-type", content_type);
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        self.exchange(request.body(body.to_owned()).unwrap()).await
    }

    async fn exchange(&mut self, request: Request<String>) -> u16 {
        self.0.ready().await.unwrap();
        let response = self.0.send_request(request).await.unwrap();
        let status = response.status().as_u16();
        let mut body = axum::body::Body::new(response.into_body()).into_data_stream();
        while let Some(chunk) = futures::StreamExt::next(&mut body).await {
            chunk.unwrap();
        }
        status
    }
}
