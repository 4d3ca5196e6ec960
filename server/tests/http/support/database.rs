//! A database for each test.

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::path::Path;
use uuid::Uuid;

/// Where a test keeps its data.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// PostgreSQL takes part when there is one.
    pub(crate) fn available() -> Vec<Self> {
        if postgres().is_some() { vec![Self::Sqlite, Self::Postgres] } else { vec![Self::Sqlite] }
    }

    /// The address of an empty database.
    pub(crate) async fn make(self, folder: &Path) -> String {
        match self {
            Self::Sqlite => format!("sqlite://{}", folder.join("latchkey.db").display()),
            Self::Postgres => {
                let server = postgres().unwrap();
                let name = format!("http_{}", Uuid::new_v4().simple());
                let mut connection = PgConnection::connect(&server).await.unwrap();
                sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await.unwrap();
                let mut url = url::Url::parse(&server).unwrap();
                url.set_path(&name);
                url.into()
            }
        }
    }
}

fn postgres() -> Option<String> {
    std::env::var("LATCHKEY_TEST_POSTGRES_URL").ok().filter(|url| !url.is_empty())
}
