//! Pages, beside a handler that answers the same bytes.

use crate::{
    CONCURRENCY,
    account::Account,
    client::{self, Client},
    load,
    report::Figure,
    server::Server,
};
use axum::{Router, body::Bytes};
use http::{HeaderMap, Request};
use std::net::SocketAddr;

/// How often each page is viewed.
const VIEWS: usize = 4_000;
/// Pages that are measured: without a session, and with a full one.
const PAGES: [(&str, bool); 3] = [("/", false), ("/sign-in", false), ("/account/security", true)];

/// A page, and its bytes from a handler that does nothing else.
pub(crate) struct Viewed {
    pub(crate) path: &'static str,
    pub(crate) page: Figure,
    pub(crate) bare: Figure,
}

pub(crate) async fn over_http(server: &Server, account: &Account) -> Vec<Viewed> {
    let mut viewed = Vec::new();
    for (path, is_signed_in) in PAGES {
        let cookie = if is_signed_in { client::cookie(&server.origin, &account.token) } else { String::new() };
        let mut client = client::pool(server.address, 1).await.pop().unwrap();
        let (status, headers, body) = client.answer(request(path, &cookie)).await.unwrap();
        assert_eq!(status, 200, "{path}");
        let bare = handler(headers, body.into()).await;
        viewed.push(Viewed { path, page: views(server.address, path, &cookie).await, bare: views(bare, path, &cookie).await });
    }
    viewed
}

fn request(path: &str, cookie: &str) -> Request<String> {
    Request::get(path).header("host", "localhost").header("cookie", cookie).body(String::new()).unwrap()
}

/// The address of an axum handler that answers every request with these headers and bytes.
async fn handler(mut headers: HeaderMap, body: Bytes) -> SocketAddr {
    headers.remove("content-length");
    headers.remove("transfer-encoding");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().fallback(async move || (headers, body));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn views(address: SocketAddr, path: &str, cookie: &str) -> Figure {
    let clients = client::pool(address, CONCURRENCY).await;
    load::run(clients, &[(); VIEWS], |mut client: Client, ()| {
        let request = request(path, cookie);
        async move {
            assert_eq!(client.try_exchange(request).await, Some(200));
            client
        }
    })
    .await
}
