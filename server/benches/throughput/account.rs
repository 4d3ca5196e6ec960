//! Accounts with an authenticator app, made through the domain.

use crate::{load, report::Figure};
use mfa::{Caller, Clock, Error, Latchkey, Session, Timestamp};
use sqlx::{AssertSqlSafe, Connection, PgConnection, PgPool, SqliteConnection, SqlitePool};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tempfile::TempDir;
use totp_rs::{Builder, Secret, Totp};

pub(crate) const PASSWORD: &str = "correct-horse-battery-staple";

/// The system's clock, some time ago.
struct Behind(Duration);

impl Clock for Behind {
    fn now(&self) -> Timestamp {
        let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().saturating_sub(self.0);
        Timestamp(i64::try_from(elapsed.as_millis()).unwrap())
    }
}

pub(crate) struct Account {
    pub(crate) email: String,
    /// Of a full session.
    pub(crate) token: String,
    /// Of the pages of that session.
    pub(crate) form_token: String,
    session: Session,
    totp: Totp,
}

impl Account {
    pub(crate) fn code(&self) -> String {
        code_of(&self.totp)
    }

    pub(crate) fn session_id(&self) -> &str {
        &self.session.id
    }
}

/// The code that an app shows now.
pub(crate) fn code_of(totp: &Totp) -> String {
    totp.generate(Behind(Duration::ZERO).now().unix_seconds()).to_string()
}

pub(crate) struct Lab {
    pub(crate) database_url: String,
    pub(crate) folder: TempDir,
    pub(crate) latchkey: Latchkey,
}

impl Lab {
    pub(crate) async fn open(postgres: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database_url = match postgres {
            None => format!("sqlite://{}", folder.path().join("latchkey.db").display()),
            Some(url) => {
                static COUNT: AtomicUsize = AtomicUsize::new(0);
                let name = format!("bench_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
                let mut connection = PgConnection::connect(url).await.unwrap();
                sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await.unwrap();
                format!("{}/{name}", url.rsplit_once('/').unwrap().0)
            }
        };
        let lab = open(&database_url, folder.path().join("secret.key"), Duration::ZERO).await;
        Self { database_url, folder, latchkey: lab }
    }

    /// Makes accounts whose app was enrolled two minutes ago, so that the present code is still unused.
    pub(crate) async fn accounts(&self, count: usize) -> Vec<Account> {
        let past = open(&self.database_url, self.folder.path().join("secret.key"), Duration::from_secs(120)).await;
        let made = (0..count).map(|number| enroll(past.clone(), format!("user{number}@example.org")));
        let made = load::all(made, 8).await;
        past.close().await;
        made
    }

    /// Acknowledges the backup codes of the accounts, so that their sessions have no pending step.
    pub(crate) async fn acknowledge(&self, accounts: &[Account]) {
        let caller = Caller::default();
        for account in accounts {
            self.latchkey.recovery_codes().acknowledge(&caller, &account.session, None).await.unwrap();
        }
    }

    /// A full session of the account, which owes nothing. Its present code may have been used: then the next one is waited for.
    pub(crate) async fn session(&self, account: &Account) -> String {
        let caller = Caller::default();
        let half = self.latchkey.account().sign_in(&caller, &account.email, PASSWORD, None).await.unwrap().session;
        loop {
            match self.latchkey.totp().verify(&caller, &half, &account.code(), None).await {
                Ok(opened) => {
                    self.latchkey.recovery_codes().acknowledge(&caller, &opened.session, None).await.unwrap();
                    return opened.token.expose().to_owned();
                }
                Err(Error::MfaInvalidCode) => tokio::time::sleep(Duration::from_secs(10)).await,
                Err(error) => panic!("{error}"),
            }
        }
    }

    /// The account in the middle of all.
    pub(crate) async fn somebody(&self) -> String {
        let middle = "SELECT id FROM account WHERE email LIKE 'jonas.%' LIMIT 1";
        if self.database_url.starts_with("sqlite") {
            let mut connection = SqliteConnection::connect(&self.database_url).await.unwrap();
            sqlx::query_scalar(middle).fetch_one(&mut connection).await.unwrap()
        } else {
            let mut connection = PgConnection::connect(&self.database_url).await.unwrap();
            sqlx::query_scalar(middle).fetch_one(&mut connection).await.unwrap()
        }
    }

    /// Runs the maintenance that PostgreSQL starts by itself after a while. SQLite has none.
    pub(crate) async fn vacuum(&self) {
        let mut connection = PgConnection::connect(&self.database_url).await.unwrap();
        sqlx::query("VACUUM ANALYZE").execute(&mut connection).await.unwrap();
    }

    /// Verifies one code of each account without HTTP.
    pub(crate) async fn verify_directly(&self, accounts: &[Account], concurrency: usize) -> Figure {
        let latchkeys = vec![self.latchkey.clone(); concurrency];
        load::run(latchkeys, accounts, |latchkey: Latchkey, account: &Account| {
            let (session, code) = (account.session.clone(), account.code());
            async move {
                latchkey.totp().verify(&Caller::default(), &session, &code, None).await.unwrap();
                latchkey
            }
        })
        .await
    }

    /// Commits one-row updates, as the domain's pools are set up: one writer on SQLite, twelve connections on PostgreSQL.
    pub(crate) async fn bare_commits(&self, concurrency: usize) -> Figure {
        const UPDATE: &str = "UPDATE account SET revision = revision + 1 WHERE email = $1";
        let emails: Vec<String> = (0..crate::ACCOUNTS).map(|number| format!("user{number}@example.org")).collect();
        if self.database_url.starts_with("sqlite") {
            let options = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1);
            let pool: SqlitePool = options.connect(&self.database_url).await.unwrap();
            load::run(vec![pool; concurrency], &emails, |pool: SqlitePool, email: &String| {
                let email = email.clone();
                async move {
                    let mut tx = pool.begin_with("BEGIN IMMEDIATE").await.unwrap();
                    sqlx::query(UPDATE).bind(email).execute(&mut *tx).await.unwrap();
                    tx.commit().await.unwrap();
                    pool
                }
            })
            .await
        } else {
            let pool: PgPool = sqlx::postgres::PgPoolOptions::new().max_connections(12).connect(&self.database_url).await.unwrap();
            load::run(vec![pool; concurrency], &emails, |pool: PgPool, email: &String| {
                let email = email.clone();
                async move {
                    let mut tx = pool.begin().await.unwrap();
                    sqlx::query(UPDATE).bind(email).execute(&mut *tx).await.unwrap();
                    tx.commit().await.unwrap();
                    pool
                }
            })
            .await
        }
    }
}

async fn open(database_url: &str, key_file: PathBuf, behind: Duration) -> Latchkey {
    let clock: Arc<dyn Clock> = Arc::new(Behind(behind));
    Latchkey::builder(database_url).key_file(key_file).env(clock).build().await.unwrap()
}

async fn enroll(latchkey: Latchkey, email: String) -> Account {
    let caller = Caller::default();
    let half = latchkey.account().sign_up(&caller, &email, PASSWORD, None).await.unwrap().session;
    let begun = latchkey.totp().begin(&half, None, "Authenticator app").await.unwrap();
    let secret = Secret::try_from_base32(&begun.secret).unwrap();
    let totp = Builder::new().with_secret(secret).with_account_name("bench").build().unwrap();
    let code = totp.generate(latchkey.now().unix_seconds()).to_string();
    let opened = latchkey.totp().confirm(&caller, &half, &code).await.unwrap();
    let form_token = latchkey.forms().token(&opened.session);
    Account { email, token: opened.token.expose().to_owned(), form_token, session: opened.session, totp }
}
