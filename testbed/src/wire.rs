//! A network between a process and a PostgreSQL server, which tests disturb.

use std::{
    net::SocketAddr,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};
use url::Url;

/// What the network does with packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    /// They arrive.
    Up,
    /// They are lost in both directions, and nobody is told.
    Silent,
    /// Connections are reset, and new ones refused.
    Down,
}

/// The network. It carries nothing any more once this is dropped.
pub struct Wire {
    condition: watch::Sender<Condition>,
    server: Arc<Mutex<SocketAddr>>,
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
        let server = Arc::new(Mutex::new(address(url)));
        let mut url: Url = url.parse().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        url.set_host(Some("127.0.0.1")).unwrap();
        url.set_port(Some(listener.local_addr().unwrap().port())).unwrap();
        let (condition, seen) = watch::channel(Condition::Up);
        tokio::spawn(carry(listener, server.clone(), seen));
        Self { condition, server, url: url.into() }
    }

    /// The address of the database by way of this network.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Loses every packet from now on, and for good those of the connections that there are: as a firewall that has forgotten them does.
    pub fn silence(&self) {
        self.condition.send_replace(Condition::Silent);
    }

    /// Resets all connections, and refuses new ones.
    pub fn cut(&self) {
        self.condition.send_replace(Condition::Down);
    }

    /// Has new connections lead to the server of `url`, as an address does that moves to another machine. Those that there are stay where they are.
    ///
    /// # Panics
    ///
    /// If the address names no server by host and port.
    pub fn lead_to(&self, url: &str) {
        *self.server.lock().unwrap_or_else(PoisonError::into_inner) = address(url);
    }

    /// Carries new connections again.
    pub fn mend(&self) {
        self.condition.send_replace(Condition::Up);
    }
}

#[expect(clippy::unwrap_used, reason = "a test without its network can't go on")]
fn address(url: &str) -> SocketAddr {
    url.parse::<Url>().unwrap().socket_addrs(|| Some(5432)).unwrap().into_iter().next().unwrap()
}

async fn carry(listener: TcpListener, server: Arc<Mutex<SocketAddr>>, condition: watch::Receiver<Condition>) {
    while let Ok((client, _)) = listener.accept().await {
        let server = *server.lock().unwrap_or_else(PoisonError::into_inner);
        tokio::spawn(connection(client, server, condition.clone()));
    }
}

/// Carries one connection for as long as the network is up.
async fn connection(mut client: TcpStream, server: SocketAddr, mut condition: watch::Receiver<Condition>) {
    let mut changed = condition.clone();
    let mut carried = pin!(async {
        if let Ok(mut server) = TcpStream::connect(server).await {
            // That one side closes it, or that it breaks, is the end of it.
            let _ = copy_bidirectional(&mut client, &mut server).await;
        }
    });
    tokio::select! {
        biased;
        Ok(condition) = changed.wait_for(|condition| *condition != Condition::Up) => {
            if *condition == Condition::Down {
                return;
            }
        }
        () = &mut carried => return,
    }
    // Open on both sides, but silent, until the network is cut or is no more.
    let _ = condition.wait_for(|condition| *condition == Condition::Down).await;
}

/// Until something is so, but not for longer than `patience`: how long it took.
///
/// # Panics
///
/// If it isn't so in time.
pub async fn until(what: &str, patience: Duration, mut is_so: impl AsyncFnMut() -> bool) -> Duration {
    let began = tokio::time::Instant::now();
    loop {
        let is_so = is_so().await;
        assert!(began.elapsed() < patience, "not within {patience:?}: {what}");
        if is_so {
            return began.elapsed();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
