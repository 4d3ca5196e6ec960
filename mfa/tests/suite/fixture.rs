//! A domain with its own database, and a clock that the test moves.

use futures::future::join_all;
use mfa::{Caller, Clock, Error, Latchkey, LatchkeyBuilder, Level, OpenError, Opened, Policy, Session, Timestamp};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::{future::Future, path::PathBuf, pin::Pin, sync::Arc, time::Duration};
use tempfile::TempDir;
use testbed::{Database, HandClock};

pub(crate) const PASSWORD: &str = "correct horse battery staple";

pub(crate) struct Fixture {
    pub(crate) latchkey: Latchkey,
    pub(crate) clock: HandClock,
    pub(crate) caller: Caller,
    pub(crate) database_url: String,
    pub(crate) folder: Arc<TempDir>,
}

/// Runs each test on both databases: `on_each_database! { async fn name(fixture: Fixture) { … } }`. After each, the factors noted beside the accounts
/// must be true.
macro_rules! on_each_database {
    ($($(#[doc = $doc:literal])* async fn $name:ident($fixture:ident: Fixture) $body:block)*) => {
        $(
            mod $name {
                use super::*;

                $(#[doc = $doc])*
                async fn body($fixture: Fixture) $body

                #[test]
                fn sqlite() {
                    crate::fixture::run(testbed::Database::Sqlite, |fixture| Box::pin(body(fixture)));
                }

                #[test]
                fn postgres() {
                    crate::fixture::run(testbed::Database::Postgres, |fixture| Box::pin(body(fixture)));
                }
            }
        )*
    };
}
pub(crate) use on_each_database;

/// Runs a test. Every test has a type of its own, which this function must not depend on: it would be compiled a thousand times.
pub(crate) fn run(database: Database, test: fn(Fixture) -> Pin<Box<dyn Future<Output = ()>>>) {
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        match Fixture::open(database).await {
            Some(fixture) => checked(fixture, test).await,
            None => eprintln!("LATCHKEY_TEST_POSTGRES_URL is not set: not run on PostgreSQL"),
        }
    });
}

/// Runs a test, and then compares the factors noted for every account with those that it has.
async fn checked(fixture: Fixture, test: fn(Fixture) -> Pin<Box<dyn Future<Output = ()>>>) {
    let (url, _folder) = (fixture.database_url.clone(), Arc::clone(&fixture.folder));
    test(fixture).await;
    let wrong = "SELECT COUNT(*) FROM account JOIN held_factors ON held_factors.id = account.id
                 WHERE account.factors <> held_factors.factors";
    assert_eq!(number(&url, wrong).await, 0, "accounts whose factors are not what is noted");
    let wrong = "SELECT COUNT(*) FROM audit_event WHERE address || ' ' || agent || ' ' || COALESCE(detail, '') LIKE '%@%'
                                                     OR detail LIKE '%\\%40%' ESCAPE '\\'";
    assert_eq!(number(&url, wrong).await, 0, "lines of the audit with an email address");
    if url.starts_with("sqlite") {
        let wrong = "SELECT (SELECT COUNT(*) FROM account LEFT JOIN account_search_row ON account_id = account.id
                             WHERE account.search IS NOT account_search_row.search)
                          + (SELECT COUNT(*) FROM account_search_row WHERE account_id NOT IN (SELECT id FROM account))";
        assert_eq!(number(&url, wrong).await, 0, "accounts that aren't found by what they are called");
        let check = "INSERT INTO account_search (account_search, rank) VALUES ('integrity-check', 1)";
        sqlx::query(check).execute(&mut SqliteConnection::connect(&url).await.unwrap()).await.unwrap();
    }
}

/// The number that a statement returns.
pub(crate) async fn number(url: &str, sql: &str) -> i64 {
    let sql = AssertSqlSafe(sql.to_owned());
    if url.starts_with("sqlite") {
        sqlx::query_scalar(sql).fetch_one(&mut SqliteConnection::connect(url).await.unwrap()).await.unwrap()
    } else {
        sqlx::query_scalar(sql).fetch_one(&mut PgConnection::connect(url).await.unwrap()).await.unwrap()
    }
}

impl Fixture {
    /// `None` if there is no PostgreSQL server to run on.
    pub(crate) async fn open(database: Database) -> Option<Self> {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        Some(Self::on(database.make(folder.path()).await?, folder).await)
    }

    /// A fixture with the database at this address.
    pub(crate) async fn on(database_url: String, folder: Arc<TempDir>) -> Self {
        let clock = HandClock::at(Timestamp(1_800_000_000_000));
        let builder = Latchkey::builder(&database_url).key_file(folder.path().join("secret.key")).env(testbed::env(&clock));
        let latchkey = builder.password_hashes(4).build().await.unwrap();
        Self { latchkey, clock, caller: Caller::new("192.0.2.1", "test"), database_url, folder }
    }

    /// The settings of another process on the same database.
    pub(crate) fn builder(&self) -> LatchkeyBuilder {
        self.builder_by_way_of(&self.database_url)
    }

    fn builder_by_way_of(&self, url: &str) -> LatchkeyBuilder {
        Latchkey::builder(url).key_file(self.key_file()).password_hashes(4).env(testbed::env(&self.clock))
    }

    /// A second process on the same database, or the same one after a restart.
    pub(crate) async fn another(&self) -> Latchkey {
        self.try_another().await.unwrap()
    }

    pub(crate) async fn try_another(&self) -> Result<Latchkey, OpenError> {
        self.builder().build().await
    }

    /// A process that reaches the same database at another address.
    pub(crate) async fn by_way_of(&self, url: &str) -> Latchkey {
        self.builder_by_way_of(url).build().await.unwrap()
    }

    /// A process on the same database, on a machine with another time.
    pub(crate) async fn at_another_time(&self, clock: &HandClock) -> Latchkey {
        self.builder().env(testbed::env(clock)).build().await.unwrap()
    }

    /// A process on the same database that makes the first account the administrator.
    pub(crate) async fn with_first_administrator(&self) -> Latchkey {
        self.builder().first_is_administrator(true).build().await.unwrap()
    }

    /// A process on the same database that has another key file, which it makes if neither the file nor a key of the database is there.
    pub(crate) async fn with_key_file(&self, name: &str) -> Result<Latchkey, OpenError> {
        self.builder().key_file(self.folder.path().join(name)).build().await
    }

    /// A server on the same database with another public origin.
    pub(crate) async fn at(&self, origin: &str) -> Latchkey {
        self.builder().origin(origin.parse().unwrap()).build().await.unwrap()
    }

    pub(crate) fn key_file(&self) -> PathBuf {
        self.folder.path().join("secret.key")
    }

    pub(crate) fn pass(&self, duration: Duration) {
        self.clock.advance(duration);
    }

    pub(crate) fn pass_seconds(&self, seconds: u64) {
        self.pass(Duration::from_secs(seconds));
    }

    pub(crate) async fn set_policy(&self, change: impl FnOnce(&mut Policy)) {
        let mut policy = self.latchkey.policy().await.unwrap();
        change(&mut policy);
        self.latchkey.operator().save_policy("test", "test", &policy, mfa::LastAdministrator::MayGo).await.unwrap();
    }

    pub(crate) async fn sign_up(&self, email: &str) -> Session {
        self.latchkey.account().sign_up(&self.caller, email, PASSWORD, None).await.unwrap().session
    }

    pub(crate) async fn sign_in(&self, email: &str) -> Session {
        self.latchkey.account().sign_in(&self.caller, email, PASSWORD, None).await.unwrap().session
    }

    /// A user with one authenticator app who hasn't acknowledged the recovery codes.
    pub(crate) async fn enrolled(&self, email: &str) -> (Session, App) {
        let half = self.sign_up(email).await;
        let (opened, app) = self.enroll(&half).await;
        (opened.session, app)
    }

    pub(crate) async fn enroll(&self, session: &Session) -> (Opened, App) {
        let begun = self.latchkey.totp().begin(session, None, "Authenticator app").await.unwrap();
        let app = App::new(&begun.secret);
        let opened = self.latchkey.totp().confirm(&self.caller, session, &app.code(self.now())).await.unwrap();
        (opened, app)
    }

    /// A user with one authenticator app and acknowledged recovery codes, with these codes.
    pub(crate) async fn settled(&self, email: &str) -> (Session, App, Vec<String>) {
        let (session, app) = self.enrolled(email).await;
        let codes = self.latchkey.recovery_codes().codes(&session).await.unwrap();
        self.latchkey.recovery_codes().acknowledge(&self.caller, &session, None).await.unwrap();
        (session, app, codes)
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) async fn totp(&self, session: &Session, code: &str) -> Result<Opened, Error> {
        self.latchkey.totp().verify(&self.caller, session, code, None).await
    }

    pub(crate) async fn recovery(&self, session: &Session, code: &str) -> Result<Opened, Error> {
        self.latchkey.recovery_codes().verify(&self.caller, session, code).await
    }

    /// The session behind a token, as a new request would find it. The facts that are found with it are those that a transaction reads.
    pub(crate) async fn look_up(&self, opened: &Opened) -> Option<Session> {
        let live = self.latchkey.sessions().find(opened.token.expose(), opened.session.level).await.unwrap()?;
        let assessment = self.latchkey.assess(&live.session).await.unwrap();
        assert_eq!(format!("{:?}", live.assessment), format!("{assessment:?}"));
        Some(live.session)
    }

    pub(crate) async fn is_alive(&self, opened: &Opened) -> bool {
        self.look_up(opened).await.is_some()
    }
}

/// An authenticator app.
pub(crate) struct App(totp_rs::Totp);

impl App {
    pub(crate) fn new(secret: &str) -> Self {
        let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
        Self(totp_rs::Builder::new().with_secret(secret).with_account_name("test").build().unwrap())
    }

    pub(crate) fn code(&self, at: Timestamp) -> String {
        self.0.generate(at.unix_seconds()).to_string()
    }

    /// A code of six digits that fits no step near `at`.
    pub(crate) fn wrong_code(&self, at: Timestamp) -> String {
        let near: Vec<String> = (-30..=30).map(|step| self.code(Timestamp(at.0 + step * 30_000))).collect();
        (0..).map(|n| format!("{n:06}")).find(|code| !near.contains(code)).unwrap()
    }
}

/// How often a race is run: `LATCHKEY_TEST_ROUNDS`, by default `few`.
pub(crate) fn rounds(few: usize) -> usize {
    std::env::var("LATCHKEY_TEST_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}

/// Runs all at once. Returns the results and the errors.
pub(crate) async fn race<T, F: Future<Output = Result<T, Error>>>(all: impl IntoIterator<Item = F>) -> (Vec<T>, Vec<Error>) {
    let (mut won, mut lost) = (vec![], vec![]);
    for result in join_all(all).await {
        match result {
            Ok(value) => won.push(value),
            // Neither a deadlock nor a busy file: losing a race isn't a failure of the storage.
            Err(Error::Unavailable) => panic!("the storage failed in a race"),
            Err(error) => lost.push(error),
        }
    }
    (won, lost)
}

pub(crate) fn assert_half(session: &Session) {
    assert_eq!(session.level, Level::Half);
}
