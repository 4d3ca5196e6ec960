//! The effect of many accounts: `cargo xtask bench crowd 1000000`.
//!
//! Two databases of a kind, one with a thousand made-up accounts and one with as many as were asked for, each with ten times as many
//! lines in the audit (`latchkey dev seed`). The paths of people who sign in are measured on both, in turns, so that what else happens on the machine is
//! shared; the dashboard's pages on the full one.

use crate::{
    CONCURRENCY,
    account::{Account, Lab},
    client, load, passkey,
    report::{Figure, Report},
    server::Server,
    sign_in, verify,
};
use std::process::Command;

/// Accounts on the database that the other is compared with.
const FEW: u64 = 1_000;
/// Accounts that verify a code, per database and turn.
const ACCOUNTS: usize = 200;
/// Password sign-ins likewise.
const SIGN_INS: usize = 60;
/// Passkeys likewise.
const PASSKEYS: usize = 100;
/// How often each database is measured.
const TURNS: usize = 3;
/// How often each page of the dashboard is asked for.
const VIEWS: usize = 25;

/// The dashboard's pages, each with what an administrator does there. `{person}` is somebody in the middle of all.
const PAGES: [&str; 23] = [
    "/admin",
    "/admin?days=365",
    "/admin/adoption.csv?days=365",
    "/admin/policy",
    "/admin/policy/preview?based_on=0&passkey=on&session_based=on&enrollment=signup&max_totp_devices=1&max_passkeys=25&step_up_seconds=300&recovery_hours=72",
    "/admin/policy/preview/people?based_on=0&passkey=on&session_based=on&enrollment=signup&max_totp_devices=1&max_passkeys=25&step_up_seconds=300&recovery_hours=72&who=locked-out",
    "/admin/policy/versions",
    "/admin/people",
    "/admin/people?search=marta",
    "/admin/people?search=marta.novak.5",
    "/admin/people?search=weber",
    "/admin/people?search=eber.444",
    "/admin/people?after={person}",
    "/admin/people?before={person}",
    "/admin/people?show=unenrolled",
    "/admin/people?show=few-codes",
    "/admin/people/{person}",
    "/admin/approvals",
    "/admin/audit",
    "/admin/audit?refused=on",
    "/admin/audit?event=guesses_paused",
    "/admin/audit?event=sign_in&refused=on",
    "/admin/audit?person={person}",
];

pub(crate) async fn run(name: &str, postgres: Option<&str>, many: u64, report: &mut Report) {
    // The one that takes longer first: sessions end when they aren't used.
    let full = Site::open(postgres, many).await;
    let few = Site::open(postgres, FEW).await;
    let (mut beside, mut measured) = (Times::default(), Times::default());
    for turn in 0..TURNS {
        few.measure(turn, &mut beside).await;
        full.measure(turn, &mut measured).await;
    }
    for (what, measured, beside) in [
        ("codes verified", &measured.codes, &beside.codes),
        ("passwords accepted", &measured.passwords, &beside.passwords),
        ("passkeys verified", &measured.passkeys, &beside.passkeys),
    ] {
        report.add_crowd(name, &format!("{what} among {many} accounts"), &Figure::middle(measured), &Figure::middle(beside));
    }
    let administrator = full.lab.session(full.accounts.first().unwrap()).await;
    let person = full.lab.somebody().await;
    for page in PAGES {
        report.add_page(name, page, &full.view(&page.replace("{person}", &person), &administrator).await);
    }
}

/// A database with its server.
struct Site {
    lab: Lab,
    server: Server,
    accounts: Vec<Account>,
}

impl Site {
    async fn open(postgres: Option<&str>, accounts: u64) -> Self {
        let lab = Lab::open(postgres).await;
        eprintln!("making up {accounts} accounts");
        let mut seed = Command::new(std::env::var("LATCHKEY_BIN").unwrap());
        seed.args(["dev", "seed", "--accounts", &accounts.to_string()]).current_dir(lab.folder.path());
        seed.env("LATCHKEY__DATABASE__URL", &lab.database_url).env("LATCHKEY__SECRETS__KEY_FILE", lab.folder.path().join("secret.key"));
        assert!(seed.status().unwrap().success(), "the accounts are made up");
        if postgres.is_some() {
            lab.vacuum().await;
        }
        let made = lab.accounts(ACCOUNTS * TURNS).await;
        lab.latchkey.operator().grant_administrator(&made.first().unwrap().email).await.unwrap();
        let server = Server::start(&lab).await;
        Self { lab, server, accounts: made }
    }

    async fn measure(&self, turn: usize, times: &mut Times) {
        let accounts = self.accounts.get(turn * ACCOUNTS..(turn + 1) * ACCOUNTS).unwrap();
        times.codes.push(verify(&self.server, client::pool(self.server.address, CONCURRENCY).await, accounts).await);
        times.passwords.push(sign_in(&self.server, accounts.get(..SIGN_INS).unwrap()).await);
        let proofs = passkey::proofs(&self.lab, &self.server.origin, &format!("turn{turn}-"), PASSKEYS).await;
        times.passkeys.push(passkey::over_http(&self.server, &proofs).await);
    }

    /// How long the administrator waits for a page, one view after the other.
    async fn view(&self, page: &str, token: &str) -> Figure {
        let clients = client::pool(self.server.address, 1).await;
        load::run(clients, &[(); VIEWS], |mut client, ()| {
            let (page, cookie) = (page.to_owned(), client::cookie(&self.server.origin, token));
            async move {
                assert_eq!(client.get(&page, &cookie).await, 200, "{page}");
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
    passkeys: Vec<Figure>,
}
