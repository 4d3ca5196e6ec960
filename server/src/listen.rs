//! Accepts connections, and ends them in time when the server is told to stop.

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{sleep, timeout},
};
use tower::ServiceExt;

/// A client that hasn't said what it wants by then wants nothing. It holds between requests too, so it is longer than the 60 seconds for which
/// reverse proxies usually keep an idle connection: they should be the ones to close it.
const HEADERS_WITHIN: Duration = Duration::from_secs(75);
/// Request line and headers together.
const LONGEST_HEADERS: usize = 32 * 1024;
/// More than this wait until others are done. Below the 1024 file handles that a process usually may have.
const CONNECTIONS: usize = 768;
/// Then open connections are cut.
const GRACE: Duration = Duration::from_secs(7);
/// When the system has no more file handles it needs a moment, not another attempt at once.
const AFTER_FAILURE: Duration = Duration::from_millis(200);

/// Serves until `stop` is ready, and then lets running requests end, but not for long.
pub async fn listen(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let open = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    tokio::pin!(stop);
    loop {
        let (stream, peer, permit) = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &room) => match accepted {
                Some(accepted) => accepted,
                None => continue,
            },
        };
        serve(stream, peer, permit, router.clone(), &open);
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

fn serve(stream: TcpStream, peer: SocketAddr, permit: OwnedSemaphorePermit, router: Router, open: &GracefulShutdown) {
    // Answers are small and whole: there is nothing to collect before sending.
    let _ = stream.set_nodelay(true);
    let service = router.map_request(move |request: http::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_buf_size(LONGEST_HEADERS)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let connection = open.watch(connection);
    tokio::spawn(async move {
        // How a connection ends is the client's business.
        let _ = connection.await;
        drop(permit);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use std::{
        io::{Read, Write},
        net,
    };
    use tokio::{sync::oneshot, task::spawn_blocking};

    const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    /// A server whose every answer takes a while, and what stops it.
    async fn serve_slowly() -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let router = Router::new().route("/", get(async || sleep(Duration::from_millis(300)).await));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(listen(listener, router, async { stopped.await.unwrap() }));
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
}
