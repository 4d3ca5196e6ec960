//! What changes when there are many accounts: `cargo xtask bench crowd 1000000`.
//!
//! Two databases on the same PostgreSQL, one with a thousand made-up accounts and one with as many as were asked for, each with ten times as many
//! lines in the audit. The paths of people who sign in are measured on both, in turns, so that what else happens on the machine is shared; the
//! dashboard's pages on the full one.

use crate::{
    account::{Account, Lab},
    client, load, over_http,
    report::{Figure, Report},
    server::Server,
    sign_in,
};
use std::process::Command;

/// Accounts on the database that the other is compared with.
const FEW: u64 = 1_000;
/// Accounts that verify a code, per database and turn.
const ACCOUNTS: usize = 200;
/// Password sign-ins likewise.
const SIGN_INS: usize = 60;
/// How often each database is measured.
const TURNS: usize = 3;
/// How often each page of the dashboard is asked for.
const VIEWS: usize = 15;

/// The dashboard's pages, each with what an administrator does there.
const PAGES: [&str; 10] = [
    "/admin",
    "/admin?days=365",
    "/admin/policy",
    "/admin/policy/preview?passkey=on&session_based=on&enrollment=signup&max_totp_devices=1&step_up_seconds=300",
    "/admin/people",
    "/admin/people?search=seed-1",
    "/admin/people?show=unenrolled",
    "/admin/audit",
    "/admin/audit?event=code_refused",
    "/admin/approvals",
];

pub(crate) async fn run(postgres: &str, many: u64, report: &mut Report) {
    let few = Site::open(postgres, FEW).await;
    let full = Site::open(postgres, many).await;
    let (mut beside, mut measured) = (Times::default(), Times::default());
    for turn in 0..TURNS {
        few.measure(turn, &mut beside).await;
        full.measure(turn, &mut measured).await;
    }
    report.add_crowd(&format!("codes verified among {many} accounts"), &measured.codes(), &beside.codes());
    report.add_crowd(&format!("passwords accepted among {many} accounts"), &measured.passwords(), &beside.passwords());
    let administrator = full.lab.session(full.accounts.first().unwrap()).await;
    for page in PAGES {
        report.add_page(page, &full.view(page, &administrator).await);
    }
}

/// A database with its server.
struct Site {
    lab: Lab,
    server: Server,
    accounts: Vec<Account>,
}

impl Site {
    async fn open(postgres: &str, accounts: u64) -> Self {
        let lab = Lab::open(Some(postgres)).await;
        let made = lab.accounts(ACCOUNTS * TURNS).await;
        lab.latchkey.grant_administrator(&made.first().unwrap().email).await.unwrap();
        eprintln!("making up {accounts} accounts");
        let (accounts, events) = (accounts.to_string(), (accounts * 10).to_string());
        let mut seed = Command::new(std::env::var("LATCHKEY_BIN").unwrap());
        seed.args(["dev", "seed", "--yes", "--accounts", &accounts, "--events", &events]).current_dir(lab.folder.path());
        seed.env("LATCHKEY__DATABASE__URL", &lab.database_url).env("LATCHKEY__SECRETS__KEY_FILE", lab.folder.path().join("secret.key"));
        assert!(seed.status().unwrap().success(), "the accounts are made up");
        let server = Server::start(&lab).await;
        Self { lab, server, accounts: made }
    }

    async fn measure(&self, turn: usize, times: &mut Times) {
        let accounts = self.accounts.get(turn * ACCOUNTS..(turn + 1) * ACCOUNTS).unwrap();
        times.codes.push(over_http(&self.server, accounts).await);
        times.passwords.push(sign_in(&self.server, accounts.get(..SIGN_INS).unwrap()).await);
    }

    /// How long the administrator waits for a page, one view after the other.
    async fn view(&self, page: &'static str, token: &str) -> Figure {
        let clients = client::pool(self.server.address, 1).await;
        load::run(clients, &[(); VIEWS], move |mut client, ()| {
            let cookie = format!("latchkey={token}");
            async move {
                assert_eq!(client.get(page, &cookie).await, 200, "{page}");
                client
            }
        })
        .await
    }
}

/// One figure for each turn.
#[derive(Default)]
struct Times {
    codes: Vec<Figure>,
    passwords: Vec<Figure>,
}

impl Times {
    fn codes(&self) -> Figure {
        Figure::middle(&self.codes)
    }

    fn passwords(&self) -> Figure {
        Figure::middle(&self.passwords)
    }
}
