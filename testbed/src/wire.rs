//! A network between a process and a PostgreSQL server, which tests disturb.

use std::{net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};
use url::Url;

/// What the network does with packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    /// They arrive.
    Up,
    /// They are held back in both directions, and nobody is told.
    Silent,
    /// Connections are reset, and new ones refused.
    Down,
}

/// The network. It carries nothing any more once this is dropped.
pub struct Wire {
    condition: watch::Sender<Condition>,
    url: String,
}

impl Wire {
    /// A network that leads to the server of `url`.
    ///
    /// # Panics
    ///
    /// If the address names no server by host and port.
    #[expect(clippy::unwrap_used, reason = "a test without its network can't go on")]
    pub async fn to(url: &str) -> Self {
        let mut url: Url = url.parse().unwrap();
        let server = url.socket_addrs(|| Some(5432)).unwrap().into_iter().next().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        url.set_host(Some("127.0.0.1")).unwrap();
        url.set_port(Some(listener.local_addr().unwrap().port())).unwrap();
        let (condition, seen) = watch::channel(Condition::Up);
        tokio::spawn(carry(listener, server, seen));
        Self { condition, url: url.into() }
    }

    /// The address of the database by way of this network.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Loses every packet from now on.
    pub fn silence(&self) {
        self.condition.send_replace(Condition::Silent);
    }

    /// Resets all connections, and refuses new ones.
    pub fn cut(&self) {
        self.condition.send_replace(Condition::Down);
    }

    /// Carries again. What was held back arrives, late.
    pub fn mend(&self) {
        self.condition.send_replace(Condition::Up);
    }
}

async fn carry(listener: TcpListener, server: SocketAddr, condition: watch::Receiver<Condition>) {
    while let Ok((client, _)) = listener.accept().await {
        if *condition.borrow() == Condition::Down || condition.has_changed().is_err() {
            continue;
        }
        let mut seen = condition.clone();
        tokio::spawn(async move {
            // The handshake of a connection is lost like everything else.
            if seen.wait_for(|condition| *condition != Condition::Silent).await.is_err() {
                return;
            }
            let Ok(server) = TcpStream::connect(server).await else { return };
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            let mut down = seen.clone();
            tokio::select! {
                () = pass(from_client, to_server, seen.clone()) => {}
                () = pass(from_server, to_client, seen) => {}
                _ = down.wait_for(|condition| *condition == Condition::Down) => {}
            }
        });
    }
}

/// Passes on what arrives, as long as packets do.
async fn pass(mut from: impl AsyncReadExt + Unpin, mut to: impl AsyncWriteExt + Unpin, mut condition: watch::Receiver<Condition>) {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        if condition.wait_for(|condition| *condition != Condition::Silent).await.is_err() {
            return;
        }
        let Some(bytes) = buffer.get(..length) else { return };
        if to.write_all(bytes).await.is_err() {
            return;
        }
    }
}

/// Until something is so, but not for longer than `patience`: how long it took.
///
/// # Panics
///
/// If it isn't so in time.
pub async fn until(what: &str, patience: Duration, mut is_so: impl AsyncFnMut() -> bool) -> Duration {
    let began = tokio::time::Instant::now();
    while !is_so().await {
        assert!(began.elapsed() < patience, "after {patience:?} it isn't so: {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    began.elapsed()
}
