//! Throughput and latency by the number of clients at once: `cargo xtask bench clients`.

use crate::{
    CONCURRENCY,
    account::Lab,
    check,
    client::pool,
    open_page,
    report::{Figure, Report},
    server::Server,
    verify,
};

/// The numbers of clients. One more than the last would be more requests than may wait for a connection to the database.
const CLIENTS: [usize; 5] = [1, 4, 16, 64, 256];
/// Accounts that verify one code each, per number of clients.
const ACCOUNTS: usize = 512;
/// How many more do so before the measuring begins.
const WARMING_UP: usize = 300;
/// Accounts whose sessions are checked.
const CHECKED: usize = 16;

/// Whether the arguments ask for it.
pub(crate) fn is_asked_for() -> bool {
    std::env::args().any(|argument| argument == "clients")
}

/// Measures codes and checks on one database.
pub(crate) async fn run(name: &str, postgres: Option<&str>, report: &mut Report) {
    let lab = Lab::open(postgres).await;
    let count = WARMING_UP + CLIENTS.len() * ACCOUNTS;
    eprintln!("{name}: making {} accounts", count + CHECKED);
    let mut accounts = lab.accounts(count + CHECKED).await;
    let checked = accounts.split_off(count);
    lab.acknowledge(&checked).await;

    eprintln!("{name}: measuring");
    let server = Server::start(&lab).await;
    open_page(&server, &accounts).await;
    let (first, measured) = accounts.split_at(WARMING_UP);
    verify(&server, pool(server.address, CONCURRENCY).await, first).await;
    let mut codes = Vec::new();
    for (clients, accounts) in CLIENTS.into_iter().zip(measured.chunks(ACCOUNTS)) {
        codes.push((clients, verify(&server, pool(server.address, clients).await, accounts).await));
    }
    let mut checks = Vec::new();
    for clients in CLIENTS {
        checks.push((clients, check::over_http(&server, pool(server.address, clients).await, &checked).await));
    }
    add(report, name, "codes verified", &codes);
    add(report, name, "checks of a proxy", &checks);
}

fn add(report: &mut Report, database: &str, what: &str, figures: &[(usize, Figure)]) {
    let Some((_, alone)) = figures.first() else { return };
    for (clients, figure) in figures {
        report.add_clients(database, what, *clients, figure, alone);
    }
}
