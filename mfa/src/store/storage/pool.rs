//! A pool of connections.
//!
//! ```text
//! a connection is lent          a request waits for it at most five seconds, and at most 256 requests wait
//! it was idle for a second      it is pinged first, and has a second to answer
//! it comes back sound           it is lent again at once: nothing is sent to check it
//! it comes back otherwise       it is closed; if the database failed, so are all that were opened before
//! ```

use super::{backend::Backend, link::Link};
use deadpool::managed::{self, Metrics, Object, PoolError, RecycleError, RecycleResult};
use std::{
    ops::{Deref, DerefMut},
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};
use tokio::time::{sleep, timeout};

/// How long to wait for a connection.
pub(super) const LEND_TIMEOUT: Duration = Duration::from_secs(5);
/// Requests that may wait for a connection. Further ones are refused at once.
const QUEUE: usize = 256;
/// How long connecting may take: half a dozen round trips, and more with TLS.
const CONNECTING: Duration = Duration::from_secs(2);
/// A connection that was used within this time isn't checked.
const FRESH: Duration = Duration::from_secs(1);
/// How long an idle connection may take to answer.
const ANSWER: Duration = Duration::from_secs(1);
/// How long closing may take, including running work. A server that stops has two seconds for it.
const CLOSING: Duration = Duration::from_millis(1500);

/// Makes connections, and rejects unusable ones.
pub(crate) struct Maker<C: Backend> {
    options: C::Options,
    /// Incremented when the database fails. Connections of an earlier generation aren't lent any more.
    generation: AtomicU64,
}

impl<C: Backend> managed::Manager for Maker<C> {
    type Type = Link<C>;
    type Error = sqlx::Error;

    async fn create(&self) -> Result<Link<C>, sqlx::Error> {
        let generation = self.generation.load(Ordering::Relaxed);
        let connecting = async {
            let mut connection = sqlx::ConnectOptions::connect(&self.options).await?;
            let interrupt = connection.prepare().await?;
            Ok(Link::new(connection, interrupt, generation))
        };
        timeout(CONNECTING, connecting).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
    }

    async fn recycle(&self, link: &mut Link<C>, metrics: &Metrics) -> RecycleResult<sqlx::Error> {
        if link.generation() != self.generation.load(Ordering::Relaxed) {
            return Err(RecycleError::message("opened before the database failed"));
        }
        if metrics.last_used() < FRESH {
            return Ok(());
        }
        match timeout(ANSWER, link.connection().ping()).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                self.distrust(link.generation());
                Err(RecycleError::Backend(error))
            }
            // The database may only be slow. This connection is closed, and the others are checked one by one.
            Err(_) => Err(RecycleError::Backend(sqlx::Error::PoolTimedOut)),
        }
    }
}

impl<C: Backend> Maker<C> {
    /// Begins a new generation, unless that has happened already.
    fn distrust(&self, generation: u64) {
        let next = generation.wrapping_add(1);
        // A failed exchange means that a newer generation has begun.
        let _ = self.generation.compare_exchange(generation, next, Ordering::Relaxed, Ordering::Relaxed);
    }
}

/// Connections to one database.
pub(crate) struct Pool<C: Backend>(managed::Pool<Maker<C>>);

impl<C: Backend> Pool<C> {
    /// A pool of at most `size` connections, each opened when it is needed.
    pub(super) fn new(options: C::Options, size: usize) -> Result<Self, sqlx::Error> {
        let maker = Maker { options, generation: AtomicU64::new(0) };
        let pool = managed::Pool::builder(maker).max_size(size).build();
        pool.map(Self).map_err(|error| sqlx::Error::Configuration(error.into()))
    }

    pub(super) fn options(&self) -> &C::Options {
        &self.0.manager().options
    }

    /// Lends a connection.
    pub(super) async fn lend(&self) -> Result<Lease<C>, sqlx::Error> {
        if self.0.status().waiting >= QUEUE {
            return Err(sqlx::Error::PoolTimedOut);
        }
        match timeout(LEND_TIMEOUT, self.0.get()).await {
            Ok(Ok(mut object)) => {
                object.lend();
                Ok(Lease(Some(object)))
            }
            Ok(Err(PoolError::Backend(error))) => Err(error),
            Ok(Err(PoolError::Closed)) => Err(sqlx::Error::PoolClosed),
            Ok(Err(_)) | Err(_) => Err(sqlx::Error::PoolTimedOut),
        }
    }

    /// Lends a connection for long work. It is closed afterwards.
    pub(super) async fn lend_at_leisure(&self) -> Result<Lease<C>, sqlx::Error> {
        let mut lease = self.lend().await?;
        lease.lend_at_leisure().await?;
        Ok(lease)
    }

    /// Waits a limited time until all connections have come back, and closes them.
    pub(super) async fn close(&self) {
        let closing = async {
            loop {
                // A closed pool would drop returning connections without closing them, and SQLite's log would be left behind.
                for link in self.0.retain(|_, _| false).removed {
                    let (connection, _interrupt) = link.into_parts();
                    if let Err(error) = connection.close().await {
                        tracing::warn!(error = %error, "a connection to the database couldn't be closed");
                    }
                }
                if self.0.status().size == 0 {
                    return;
                }
                sleep(Duration::from_millis(20)).await;
            }
        };
        // The remaining ones are closed by being dropped.
        drop(timeout(CLOSING, closing).await);
        self.0.close();
    }
}

/// A connection on loan until this is dropped.
pub(crate) struct Lease<C: Backend>(Option<Object<Maker<C>>>);

impl<C: Backend> Deref for Lease<C> {
    type Target = Link<C>;

    #[expect(clippy::expect_used, reason = "only its drop takes it out")]
    fn deref(&self) -> &Link<C> {
        self.0.as_ref().expect("a lent connection")
    }
}

impl<C: Backend> DerefMut for Lease<C> {
    #[expect(clippy::expect_used, reason = "only its drop takes it out")]
    fn deref_mut(&mut self) -> &mut Link<C> {
        self.0.as_mut().expect("a lent connection")
    }
}

impl<C: Backend> Drop for Lease<C> {
    fn drop(&mut self) {
        let Some(object) = self.0.take() else { return };
        if object.is_reusable() {
            return;
        }
        if let Some(pool) = Object::pool(&object).filter(|_| object.is_broken()) {
            pool.manager().distrust(object.generation());
        }
        drop(Object::take(object));
    }
}
