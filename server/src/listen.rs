//! Accepts connections, so many of each network, and ends those that get nowhere, and all when the server is told to stop.

mod peers;
mod write_deadline;

use crate::client_address::{Network, is_trusted};
use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use peers::{Counted, Peers};
use socket2::SockRef;
use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};
use tower::ServiceExt;
use write_deadline::WriteDeadline;

/// A client that hasn't said what it wants by then wants nothing. It holds between requests too, so it is longer than the 60 seconds for which
/// reverse proxies usually keep an idle connection: they should be the ones to close it.
const HEADERS_WITHIN: Duration = Duration::from_secs(75);
/// Request line and headers together.
const LONGEST_HEADERS: usize = 32 * 1024;
/// More than this wait until others are done. Below the 1024 file handles that a process usually may have.
const CONNECTIONS: usize = 768;
/// More than this of one network are closed at once. Browsers open six. Trusted proxies have no such limit: all the others come through them.
const CONNECTIONS_PER_NETWORK: usize = 192;
/// What the system keeps for a client that doesn't read, which it doubles. By itself it keeps megabytes, which are hundreds of pages that are made
/// for nobody if a client asks for one after the other.
const SEND_BUFFER: usize = 64 * 1024;
/// So much time a client has for each few kilobytes of its answer.
const TAKEN_WITHIN: Duration = Duration::from_secs(20);
/// Then open connections are cut.
const GRACE: Duration = Duration::from_secs(7);
/// When the system has no more file handles it needs a moment, not another attempt at once.
const AFTER_FAILURE: Duration = Duration::from_millis(200);

/// A connection's place among all, and among those of its network.
struct Place {
    _among_all: OwnedSemaphorePermit,
    /// Trusted proxies aren't counted.
    _of_network: Option<Counted>,
}

/// Serves until `stop` is ready, and then lets running requests end, but not for long.
///
/// Each network may have so many connections open, except `trusted_proxies`.
pub async fn listen(listener: TcpListener, router: Router, trusted_proxies: &[Network], stop: impl Future<Output = ()>) {
    let open = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let peers = Peers::new(CONNECTIONS_PER_NETWORK);
    tokio::pin!(stop);
    loop {
        let (stream, peer, permit) = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &room) => match accepted {
                Some(accepted) => accepted,
                None => continue,
            },
        };
        let address = peer.ip().to_canonical();
        let of_network = if is_trusted(address, trusted_proxies) {
            None
        } else {
            let Some(counted) = peers.admit(address.into()) else { continue };
            Some(counted)
        };
        serve(stream, peer, Place { _among_all: permit, _of_network: of_network }, router.clone(), &open);
    }
    drop(listener);
    if timeout(GRACE, open.shutdown()).await.is_err() {
        tracing::warn!("some connections didn't end in time and were cut");
    }
}

async fn accept(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let permit = room.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, permit)),
        Err(error) => {
            tracing::warn!(%error, "couldn't accept a connection");
            sleep(AFTER_FAILURE).await;
            None
        }
    }
}

fn serve(stream: TcpStream, peer: SocketAddr, place: Place, router: Router, open: &GracefulShutdown) {
    // Answers are small and whole: there is nothing to collect before sending.
    let _ = stream.set_nodelay(true);
    let _ = SockRef::from(&stream).set_send_buffer_size(SEND_BUFFER);
    let service = router.map_request(move |request: http::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_buf_size(LONGEST_HEADERS)
        .serve_connection(TokioIo::new(WriteDeadline::new(stream, TAKEN_WITHIN)), TowerToHyperService::new(service));
    let connection = open.watch(connection);
    tokio::spawn(async move {
        // How a connection ends is the client's business.
        let _ = connection.await;
        drop(place);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use std::{
        io::{Read, Write},
        net,
        sync::atomic::{AtomicUsize, Ordering},
    };
    use tokio::{net::TcpSocket, sync::oneshot, task::spawn_blocking};

    const TRUSTED: &[Network] = &[];
    const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    /// A server whose every answer takes a while, and what stops it.
    async fn serve_slowly() -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let router = Router::new().route("/", get(async || sleep(Duration::from_millis(300)).await));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(listen(listener, router, TRUSTED, async { stopped.await.unwrap() }));
        (address, stop, server)
    }

    #[tokio::test]
    async fn a_running_request_may_end() {
        let (address, stop, server) = serve_slowly().await;
        let client = spawn_blocking(move || {
            let mut connection = net::TcpStream::connect(address).unwrap();
            connection.write_all(REQUEST).unwrap();
            let mut answer = String::new();
            connection.read_to_string(&mut answer).unwrap();
            answer
        });
        sleep(Duration::from_millis(100)).await;
        stop.send(()).unwrap();
        assert!(client.await.unwrap().starts_with("HTTP/1.1 200"));
        timeout(Duration::from_secs(1), server).await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn idle_connections_hold_nothing_up() {
        let (address, stop, server) = serve_slowly().await;
        let idle = net::TcpStream::connect(address).unwrap();
        sleep(Duration::from_millis(100)).await;
        stop.send(()).unwrap();
        timeout(Duration::from_secs(1), server).await.unwrap().unwrap();
        assert!(net::TcpStream::connect(address).is_err(), "nobody is let in any more");
        drop(idle);
    }

    async fn connect_from(address: &str, server: SocketAddr) -> TcpStream {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(format!("{address}:0").parse().unwrap()).unwrap();
        socket.connect(server).await.unwrap()
    }

    /// Whether the server keeps the connection open.
    async fn is_open(connection: &TcpStream) -> bool {
        timeout(Duration::from_millis(200), connection.readable()).await.is_err()
    }

    /// A client that asks for one page after the other and reads none keeps the server busy only until a small buffer is full.
    #[tokio::test]
    async fn few_answers_are_made_for_nobody() {
        let made = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&made);
        let page = get(async move || {
            count.fetch_add(1, Ordering::Relaxed);
            "x".repeat(8 * 1024)
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(listen(listener, Router::new().route("/", page), TRUSTED, std::future::pending()));
        let client = TcpStream::connect(address).await.unwrap();
        let asking = async {
            loop {
                client.writable().await.unwrap();
                let _ = client.try_write(REQUEST);
                tokio::task::yield_now().await;
            }
        };
        assert!(timeout(Duration::from_secs(2), asking).await.is_err());
        let made = made.load(Ordering::Relaxed);
        assert!((1..100).contains(&made), "{made}");
    }

    #[tokio::test]
    async fn one_network_takes_only_its_share_of_the_connections() {
        let (address, _stop, _server) = serve_slowly().await;
        let mut idle = Vec::new();
        for _ in 0..=CONNECTIONS_PER_NETWORK {
            idle.push(connect_from("127.0.0.2", address).await);
        }
        assert!(!is_open(idle.last().unwrap()).await, "one too many is closed");
        assert!(is_open(idle.first().unwrap()).await);
        let elsewhere = connect_from("127.0.0.3", address).await;
        assert!(is_open(&elsewhere).await);
        idle.truncate(CONNECTIONS_PER_NETWORK - 1);
        sleep(Duration::from_millis(100)).await;
        assert!(is_open(&connect_from("127.0.0.2", address).await).await, "a closed one makes room");
    }
}
