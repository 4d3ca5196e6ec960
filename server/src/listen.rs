//! Accepts connections, up to a limit for each network, closes stalled ones, and closes all of them at shutdown.

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

/// How long a connection may stay idle before it is closed. It applies between requests too, so it is longer than the 60 seconds for which reverse
/// proxies usually keep an idle connection: the proxy should be the one to close it.
const HEADERS_WITHIN: Duration = Duration::from_secs(75);
/// The maximum size of request line and headers together.
const LONGEST_HEADERS: usize = 32 * 1024;
/// The maximum number of open connections; more have to wait. Below the limit of 1024 file handles that a process usually has.
const CONNECTIONS: usize = 768;
/// The maximum number of connections from one network; more are closed immediately. Browsers open six. Trusted proxies are exempt, since the
/// connections of all clients come through them.
const CONNECTIONS_PER_NETWORK: usize = 192;
/// The size of the socket's send buffer, which the system doubles. The default is megabytes: hundreds of pages, rendered in vain if a client requests
/// one after the other and reads none.
const SEND_BUFFER: usize = 64 * 1024;
/// The time a client has to read each few kilobytes of a response.
const TAKEN_WITHIN: Duration = Duration::from_secs(20);
/// How long open connections may continue after the shutdown has begun.
const GRACE: Duration = Duration::from_secs(7);
/// The pause after the system ran out of file handles: retrying immediately would fail again.
const AFTER_FAILURE: Duration = Duration::from_millis(200);

/// The permits of a connection: one of all connections, one of its network's.
struct Place {
    _among_all: OwnedSemaphorePermit,
    /// `None` for trusted proxies, whose connections aren't counted.
    _of_network: Option<Counted>,
}

/// Serves until `stop` completes, and then lets running requests finish within a short time.
///
/// Limits the number of open connections of each network, except `trusted_proxies`.
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
        tracing::warn!("some connections didn't close in time and were aborted");
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
    // Responses are small and complete, so waiting to combine packets gains nothing.
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
        // Errors of a connection are caused by the client.
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

    /// A server that takes a while for each response, and the handle that stops it.
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

    /// A client that requests one page after the other and reads none keeps the server busy only until a small buffer is full.
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
