//! Changes of the database by somebody else, in a transaction that a test holds open.

use crate::fixture::Fixture;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

/// A change of the database that isn't committed yet.
pub(crate) enum Changing {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Changing {
    pub(crate) async fn begin(fixture: &Fixture, change: &str) -> Self {
        if fixture.database_url.starts_with("sqlite") {
            let mut connection = SqliteConnection::connect(&fixture.database_url).await.unwrap();
            let sql = AssertSqlSafe(format!("BEGIN IMMEDIATE; {change}"));
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
            Self::Sqlite(connection)
        } else {
            let mut connection = PgConnection::connect(&fixture.database_url).await.unwrap();
            sqlx::raw_sql(AssertSqlSafe(format!("BEGIN; {change}"))).execute(&mut connection).await.unwrap();
            Self::Postgres(connection)
        }
    }

    pub(crate) async fn commit(self) {
        match self {
            Self::Sqlite(mut connection) => drop(sqlx::raw_sql("COMMIT").execute(&mut connection).await.unwrap()),
            Self::Postgres(mut connection) => drop(sqlx::raw_sql("COMMIT").execute(&mut connection).await.unwrap()),
        }
    }
}
