//! How many codes, passkeys and passwords the server verifies in a second, beside what its parts do alone: `cargo xtask bench`.
//!
//! The server under test is the release binary in a process of its own, on loopback, with a fresh database. Everything that a figure is
//! compared with runs in the same minute on the same machine, so that the ratios mean something where the absolute numbers don't:
//!
//! * *over HTTP*: `POST /mfa/verify` with the right code of an account that has one, from the request to the redirect,
//! * *the domain alone*: the same call into `mfa`, hence the same statements and commits, without HTTP around it,
//! * *bare commits*: one-row updates committed one after the other through the same pools,
//! * *passkeys*: `POST /api/latchkey/passkey/verify/finish` with the answer to a question that was put before,
//! * *bare signature checks*: the ES256 signatures in the same answers, on all cores,
//! * *checks of a proxy*: `GET /forward-auth/proxy` about a page of an application, for sessions without a pending step,
//! * *the least query*: an axum handler that reads one row by its primary key, on as many connections as the server has,
//! * *page*: `GET` of a page, and an axum handler that answers the same headers and bytes,
//! * *bare handler*: an axum handler that answers a fixed redirect,
//! * *bare Argon2*: the password hash, on all cores, in memory that is reused, as the server's is, or fresh for each hash.
//!
//! Memory is the resident memory of the server's process, and the part of it that is the process's own: the rest are pages of the binary's file, which the
//! system takes back when it needs them. It is measured at rest; at its peak, after users have enrolled, acknowledged their backup codes and signed in
//! over HTTP; and ten seconds later.
//!
//! `cargo xtask bench clients`, `crowd 1000000` and `flood` measure something else: see [`clients`], [`crowd`] and [`flood`].

#![expect(clippy::unwrap_used, clippy::panic, reason = "a benchmark that can't measure stops")]
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

mod account;
mod bare;
mod check;
mod client;
mod clients;
mod crowd;
mod enroll;
mod flood;
mod load;
mod page;
mod passkey;
mod report;
mod server;

use account::{Account, Lab};
use client::Client;
use report::{Figure, Report};
use std::{sync::Arc, time::Duration};

/// Accounts that verify one code each, per database and way of asking.
const ACCOUNTS: usize = 900;
/// How many of them do so before the measuring begins: until then, connections are opened and statements are planned.
const WARMING_UP: usize = 300;
/// Accounts that prove a passkey, per database.
const PASSKEYS: usize = 300;
/// Requests under way at once.
const CONCURRENCY: usize = 16;
/// Password sign-ins per database.
const SIGN_INS: usize = 300;
/// Accounts whose sessions are checked, per database.
const CHECKED: usize = 16;
/// New users per database.
const NEW: usize = 48;
/// How long after the last request the server's memory is looked at.
const REST: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() {
    let mut report = Report::default();
    let postgres = std::env::var("LATCHKEY_TEST_POSTGRES_URL");
    if let Some(clients) = flood::asked_for() {
        return flood::run(clients, &mut report).await;
    }
    let mut urls = vec![("SQLite", None)];
    match postgres {
        Ok(url) => urls.push(("PostgreSQL", Some(url))),
        Err(_) => eprintln!("LATCHKEY_TEST_POSTGRES_URL is not set: measured on SQLite only"),
    }
    if let Some(many) = crowd_asked_for() {
        for (name, postgres) in urls {
            crowd::run(name, postgres.as_deref(), many, &mut report).await;
        }
        return report.print();
    }
    if clients::is_asked_for() {
        for (name, postgres) in urls {
            clients::run(name, postgres.as_deref(), &mut report).await;
        }
        return report.print();
    }
    let handler = bare::handler(CONCURRENCY).await;
    let (argon2, fresh) = (bare::argon2(true).await, bare::argon2(false).await);
    for (name, postgres) in urls {
        let lab = Lab::open(postgres.as_deref()).await;
        eprintln!("{name}: making {} accounts", 2 * ACCOUNTS + CHECKED);
        let mut accounts = lab.accounts(2 * ACCOUNTS + CHECKED).await;
        let checked = accounts.split_off(2 * ACCOUNTS);
        let for_domain = accounts.split_off(ACCOUNTS);
        lab.acknowledge(&checked).await;

        eprintln!("{name}: measuring");
        let (first, measured) = for_domain.split_at(WARMING_UP);
        lab.verify_directly(first, CONCURRENCY).await;
        let domain = lab.verify_directly(measured, CONCURRENCY).await;
        let commits = lab.bare_commits(CONCURRENCY).await;
        let server = server::Server::start(&lab).await;
        let at_rest = server.memory();
        let least = check::least_query(&lab, &checked).await;
        let checks = check::over_http(&server, client::pool(server.address, CONCURRENCY).await, &checked).await;
        let pages = page::over_http(&server, checked.first().unwrap()).await;
        let verified = over_http(&server, &accounts).await;
        let signed_in = sign_in(&server, accounts.get(..SIGN_INS).unwrap()).await;
        let proofs = passkey::proofs(&lab, &server.origin, "passkey", PASSKEYS).await;
        let proved = passkey::over_http(&server, &proofs).await;
        let signatures = passkey::signatures_alone(&proofs).await;
        enroll::over_http(&server, NEW).await;
        let peak = server.peak();
        tokio::time::sleep(REST).await;
        report.add(name, &verified, &domain, &commits, &handler);
        report.add_passwords(name, &signed_in, &argon2, &fresh);
        report.add_passkeys(name, &proved, &signatures);
        report.add_checks(name, &checks, &least, &handler);
        report.add_pages(name, &pages);
        report.add_memory(name, at_rest, peak, server.memory());
    }
    report.print();
}

/// `crowd N` among the arguments, to which cargo adds its own.
fn crowd_asked_for() -> Option<u64> {
    let arguments: Vec<String> = std::env::args().collect();
    let at = arguments.iter().position(|argument| argument == "crowd")?;
    Some(arguments.get(at + 1).unwrap().parse().unwrap())
}

async fn over_http(server: &server::Server, accounts: &[Account]) -> Figure {
    let (first, measured) = accounts.split_at(WARMING_UP);
    open_page(server, accounts).await;
    verify(server, client::pool(server.address, CONCURRENCY).await, first).await;
    verify(server, client::pool(server.address, CONCURRENCY).await, measured).await
}

/// Opens the page of the code in each session, as people do before they type one. The first request of a session in a minute notes its use.
async fn open_page(server: &server::Server, accounts: &[Account]) {
    let clients = client::pool(server.address, CONCURRENCY).await;
    load::run(clients, accounts, |mut client: Client, account: &Account| {
        let cookie = client::cookie(&server.origin, &account.token);
        async move {
            client.get("/mfa/verify", &cookie).await;
            client
        }
    })
    .await;
}

async fn verify(server: &server::Server, clients: Vec<Client>, accounts: &[Account]) -> Figure {
    let origin: Arc<str> = server.origin.as_str().into();
    load::run(clients, accounts, move |mut client: Client, account: &Account| {
        let origin = Arc::clone(&origin);
        let cookie = client::cookie(&origin, &account.token);
        let body = format!("code={}&form_token={}", account.code(), account.form_token);
        async move {
            let status = client.post("/mfa/verify", &origin, Some(&cookie), &body).await;
            assert_eq!(status, 303, "a right code is accepted");
            client
        }
    })
    .await
}

async fn sign_in(server: &server::Server, accounts: &[Account]) -> Figure {
    let clients = client::pool(server.address, CONCURRENCY).await;
    let origin: Arc<str> = server.origin.as_str().into();
    load::run(clients, accounts, move |mut client: Client, account: &Account| {
        let origin = Arc::clone(&origin);
        let body = format!("email={}&password={}", account.email.replace('@', "%40"), account::PASSWORD);
        async move {
            let status = client.post("/sign-in", &origin, None, &body).await;
            assert_eq!(status, 303, "a right password is accepted");
            client
        }
    })
    .await
}
