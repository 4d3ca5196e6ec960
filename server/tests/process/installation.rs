//! A database and a key file with somebody in it, for processes to work on.

use mfa::{Caller, Clock, Form, Latchkey, Sensitive, Session, SystemClock, Timestamp};
use sqlx::{Connection, PgConnection, SqliteConnection};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use testbed::{Database, HandClock};

const PASSWORD: &str = "seven purple lighthouses";

pub(crate) struct Installation {
    folder: TempDir,
    database_url: String,
    clock: HandClock,
    /// The folder of a site that has no files.
    site: PathBuf,
}

impl Installation {
    pub(crate) async fn new(database: Database) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database_url = database.make(folder.path()).await.unwrap();
        let site = folder.path().join("site");
        fs::create_dir(&site).unwrap();
        fs::write(site.join("manifest.json"), r#"{"script": "latchkey-0", "style": "latchkey-0.css", "dialogs": "dialogs-0.css"}"#)
            .unwrap();
        Self { folder, database_url, site, clock: HandClock::at(Timestamp(1_800_000_000_000)) }
    }

    /// The working folder of its processes.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn key_file(&self) -> PathBuf {
        self.folder.path().join("secret.key")
    }

    /// Opens the domain as a server process does.
    pub(crate) async fn open(&self) -> Latchkey {
        let builder = Latchkey::builder(&self.database_url).key_file(self.key_file()).env(testbed::env(&self.clock));
        builder.build().await.unwrap()
    }

    /// The same at the real time, as a server that sends mails has it. Addresses are confirmed only if `by_mail`.
    pub(crate) async fn open_now(&self, by_mail: bool) -> Latchkey {
        let now = HandClock::at(SystemClock.now());
        let builder = Latchkey::builder(&self.database_url).key_file(self.key_file()).confirms_addresses(by_mail);
        builder.env(testbed::env(&now)).build().await.unwrap()
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command.env("LATCHKEY_TEST_SITE", &self.site);
        command.env("LATCHKEY__DATABASE__URL", &self.database_url).env("LATCHKEY__SECRETS__KEY_FILE", self.key_file());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Changes the database as nothing of ours does.
    pub(crate) async fn change(&self, sql: &'static str) {
        if self.database_url.starts_with("sqlite") {
            sqlx::query(sql).execute(&mut SqliteConnection::connect(&self.database_url).await.unwrap()).await.unwrap();
        } else {
            sqlx::query(sql).execute(&mut PgConnection::connect(&self.database_url).await.unwrap()).await.unwrap();
        }
    }

    /// Starts a process.
    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).spawn().unwrap()
    }

    /// The command's output. It has to succeed.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        succeeded(&self.command(arguments).output().unwrap())
    }
}

/// The output of a process, which has to succeed.
pub(crate) fn succeeded(output: &Output) -> String {
    assert!(output.status.success(), "{}: {}", output.status, String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Somebody with a value in each column that is sealed.
pub(crate) struct Person {
    session: Session,
    app: totp_rs::Totp,
    codes: Vec<String>,
}

impl Person {
    /// An account and nothing else.
    pub(crate) async fn sign_up(latchkey: &Latchkey, email: &str) {
        latchkey.account().sign_up(&caller(), email, PASSWORD, None).await.unwrap();
    }

    pub(crate) async fn enroll(installation: &Installation, latchkey: &Latchkey) -> Self {
        let half = latchkey.account().sign_up(&caller(), "a@example.org", PASSWORD, None).await.unwrap().session;
        let begun = latchkey.totp().begin(&half, None, "Authenticator app").await.unwrap();
        let secret = totp_rs::Secret::try_from_base32(&begun.secret).unwrap();
        let app = totp_rs::Builder::new().with_secret(secret).with_account_name("test").build().unwrap();
        let code = app.generate(installation.clock.now().unix_seconds()).to_string();
        let session = latchkey.totp().confirm(&caller(), &half, &code).await.unwrap().session;
        latchkey.forms().park(&session, &form("kept")).await.unwrap();
        latchkey.maintenance().seal_audit().await.unwrap();
        let codes = latchkey.recovery_codes().codes(&session).await.unwrap();
        Self { session, app, codes }
    }

    /// Whose forms a server can seal and open meanwhile.
    pub(crate) fn session(&self) -> Session {
        self.session.clone()
    }

    /// Uses every value that is sealed.
    pub(crate) async fn check(&mut self, installation: &Installation, latchkey: &Latchkey) {
        assert_eq!(latchkey.recovery_codes().codes(&self.session).await.unwrap(), self.codes, "backup codes");
        assert!(latchkey.forms().pending(&self.session).await.unwrap().is_some(), "the form");
        assert_eq!(latchkey.operator().verify_audit(None).await.unwrap().troubles, [], "the head of the audit");
        installation.clock.advance(Duration::from_secs(30));
        let code = self.app.generate(installation.clock.now().unix_seconds()).to_string();
        self.session = latchkey.totp().verify(&caller(), &self.session, &code, None).await.expect("the app's secret").session;
        latchkey.maintenance().seal_audit().await.unwrap();
    }
}

/// A form, as it is sealed.
pub(crate) fn form(name: &str) -> Form {
    Form { path: format!("/{name}"), fields: vec![], act: Sensitive::DeleteAccount }
}

fn caller() -> Caller {
    Caller::new("192.0.2.1", "test")
}
