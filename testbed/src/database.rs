//! A database for each test: a copy of one that is migrated once per process, which takes a fraction of the time of all migrations.

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use std::{fs::OpenOptions, io::Write, os::unix::fs::OpenOptionsExt, path::Path};
use tokio::sync::OnceCell;
use url::Url;
use uuid::Uuid;

/// The variable with the address of a PostgreSQL server on which databases may be created.
const SERVER: &str = "LATCHKEY_TEST_POSTGRES_URL";

/// The kind of a test's database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file.
    Sqlite,
    /// A database on the server that `LATCHKEY_TEST_POSTGRES_URL` names.
    Postgres,
}

impl Database {
    /// Both, or only SQLite if no PostgreSQL server is named.
    pub fn available() -> Vec<Self> {
        if server().is_some() { vec![Self::Sqlite, Self::Postgres] } else { vec![Self::Sqlite] }
    }

    /// The address of a new database; `None` for PostgreSQL if no server is named. `folder` is the test's own.
    ///
    /// # Panics
    ///
    /// If the server doesn't create the database.
    pub async fn make(self, folder: &Path) -> Option<String> {
        match self {
            Self::Sqlite => Some(copy_template(folder).await),
            Self::Postgres => Some(clone_template(&server()?).await),
        }
    }
}

/// A copy of the process's migrated template.
async fn copy_template(folder: &Path) -> String {
    static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
    let template = TEMPLATE.get_or_init(migrated_file).await;
    let path = folder.join("latchkey.db");
    let created = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
    required(created.and_then(|mut file| file.write_all(template)), "a new database");
    address(&path)
}

/// The bytes of a migrated database.
async fn migrated_file() -> Vec<u8> {
    let folder = required(tempfile::tempdir(), "a folder");
    let migrated = address(&folder.path().join("migrated.db"));
    required(mfa::migrate(&migrated).await, "the template database");
    // One file, where the database has a log beside it that holds its last changes.
    let template = folder.path().join("template.db");
    let mut connection = required(SqliteConnection::connect(&migrated).await, "the template database");
    required(sqlx::query("VACUUM INTO $1").bind(template.display().to_string()).execute(&mut connection).await, "the template");
    required(std::fs::read(template), "the template")
}

fn address(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

fn server() -> Option<Url> {
    let address = std::env::var(SERVER).ok().filter(|address| !address.is_empty())?;
    Some(required(address.parse(), "the address of the test server"))
}

/// A copy of the process's migrated template database.
async fn clone_template(server: &Url) -> String {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let template = TEMPLATE.get_or_init(async || {
        let (name, address) = create(server, "template0").await;
        required(mfa::migrate(&address).await, "the template database");
        name
    });
    create(server, template.await).await.1
}

/// Creates a database from `template`. Returns its name and its address.
async fn create(server: &Url, template: &str) -> (String, String) {
    let name = format!("test_{}", Uuid::new_v4().simple());
    let mut connection = required(PgConnection::connect(server.as_str()).await, "the test server");
    let statement = AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE {template}"));
    required(sqlx::query(statement).execute(&mut connection).await, "a new database");
    let mut address = server.clone();
    address.set_path(&name);
    (name, address.into())
}

#[expect(clippy::panic, reason = "a test without its database can't go on")]
fn required<T, E: std::fmt::Display>(result: Result<T, E>, what: &str) -> T {
    result.unwrap_or_else(|error| panic!("{what}: {error}"))
}
