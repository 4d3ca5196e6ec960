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
