//! Checks by a reverse proxy, beside the least query that a check could be.

use crate::{
    CONCURRENCY,
    account::{Account, Lab},
    client::{self, Client},
    load,
    report::Figure,
    server::Server,
};
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use http::Request;
use sqlx::{Connection, PgConnection, SqliteConnection};
use std::sync::{Arc, Mutex};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Checks that are measured.
const CHECKS: usize = 20_000;
/// Connections to each database, as many as the server has for reading.
const SQLITE: usize = 8;
const POSTGRES: usize = 12;
/// By the primary key, prepared once for each connection.
const LEAST: &str = "SELECT account_id FROM session WHERE id = $1";

/// Lets `GET /forward-auth/proxy` decide on pages of the application, for sessions without a pending step.
pub(crate) async fn over_http(server: &Server, clients: Vec<Client>, accounts: &[Account]) -> Figure {
    let host = server.origin.strip_prefix("http://").unwrap();
    load::run(clients, &turns(accounts), |mut client: Client, account: &&Account| {
        let request = Request::get("/forward-auth/proxy")
            .header("host", "localhost")
            .header("x-forwarded-method", "GET")
            .header("x-forwarded-proto", "http")
            .header("x-forwarded-host", host)
            .header("x-forwarded-uri", "/cart")
            .header("cookie", client::cookie(&server.origin, &account.token))
            .body(String::new())
            .unwrap();
        async move {
            assert_eq!(client.try_exchange(request).await, Some(200), "a full session is let through");
            client
        }
    })
    .await
}

/// The accounts, one after the other.
fn turns(accounts: &[Account]) -> Vec<&Account> {
    accounts.iter().cycle().take(CHECKS).collect()
}

/// Connections that are lent without any check.
#[derive(Clone)]
enum Connections {
    Sqlite(Arc<Shared<SqliteConnection>>),
    Postgres(Arc<Shared<PgConnection>>),
}

struct Shared<C> {
    free: Mutex<Vec<C>>,
    permits: Semaphore,
}

impl<C: Connection> Shared<C> {
    async fn open(url: &str, count: usize) -> Arc<Self> {
        let mut free = Vec::new();
        for _ in 0..count {
            free.push(C::connect(url).await.unwrap());
        }
        Arc::new(Self { free: Mutex::new(free), permits: Semaphore::new(count) })
    }

    async fn lend(&self) -> (SemaphorePermit<'_>, C) {
        let permit = self.permits.acquire().await.unwrap();
        (permit, self.free.lock().unwrap().pop().unwrap())
    }

    fn take_back(&self, connection: C) {
        self.free.lock().unwrap().push(connection);
    }
}

/// An axum handler that runs the least query and answers nothing.
pub(crate) async fn least_query(lab: &Lab, accounts: &[Account]) -> Figure {
    let connections = match lab.database_url.starts_with("sqlite") {
        true => Connections::Sqlite(Shared::open(&lab.database_url, SQLITE).await),
        false => Connections::Postgres(Shared::open(&lab.database_url, POSTGRES).await),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/{id}", get(look_up)).with_state(connections);
    tokio::spawn(async move { axum::serve(listener, router).await });
    let clients = client::pool(address, CONCURRENCY).await;
    load::run(clients, &turns(accounts), |mut client: Client, account: &&Account| {
        let request = Request::get(format!("/{}", account.session_id())).header("host", "localhost").body(String::new()).unwrap();
        async move {
            assert_eq!(client.try_exchange(request).await, Some(200));
            client
        }
    })
    .await
}

async fn look_up(State(connections): State<Connections>, Path(id): Path<String>) {
    let account: String = match &connections {
        Connections::Sqlite(shared) => {
            let (_permit, mut connection) = shared.lend().await;
            let account = sqlx::query_scalar(LEAST).bind(id).fetch_one(&mut connection).await.unwrap();
            shared.take_back(connection);
            account
        }
        Connections::Postgres(shared) => {
            let (_permit, mut connection) = shared.lend().await;
            let account = sqlx::query_scalar(LEAST).bind(id).fetch_one(&mut connection).await.unwrap();
            shared.take_back(connection);
            account
        }
    };
    assert!(!account.is_empty());
}
