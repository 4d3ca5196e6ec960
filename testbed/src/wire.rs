//! A network between a process and a PostgreSQL server that tests can disturb.

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

/// The state of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Condition {
    /// Packets arrive.
    Up,
    /// Packets are lost in both directions, without an error.
    Silent,
    /// Connections are reset, and new ones refused.
    Down,
}

/// The network. It carries no packets once this value is dropped.
pub struct Wire {
    condition: watch::Sender<Condition>,
    server: Arc<Mutex<SocketAddr>>,
    url: String,
}

impl Wire {
    /// A network to the server of `url`.
    ///
    /// # Panics
    ///
    /// If the address has no host or port.
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

    /// The address of the database through this network.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Loses every packet from now on. The existing connections never recover, as behind a firewall that has forgotten them.
    pub fn silence(&self) {
        self.condition.send_replace(Condition::Silent);
    }

    /// Resets all connections, and refuses new ones.
    pub fn cut(&self) {
        self.condition.send_replace(Condition::Down);
    }

    /// Directs new connections to the server of `url`, like an address that moves to another machine. Existing connections stay.
    ///
    /// # Panics
    ///
    /// If the address has no host or port.
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

/// Carries one connection as long as the network is up.
async fn connection(mut client: TcpStream, server: SocketAddr, mut condition: watch::Receiver<Condition>) {
    let mut changed = condition.clone();
    let mut carried = pin!(async {
        if let Ok(mut server) = TcpStream::connect(server).await {
            // The connection ends when one side closes it, or when it breaks.
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
    // It stays open on both sides, but silent, until the network is cut or dropped.
    let _ = condition.wait_for(|condition| *condition == Condition::Down).await;
}

/// Waits until `is_so` returns true, at most for `patience`. Returns the time that it took.
///
/// # Panics
///
/// If the time runs out.
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
