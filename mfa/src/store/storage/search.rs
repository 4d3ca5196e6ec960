//! The trigram indexes that find accounts by any part of a text, built differently in each database.
//!
//! They index `account.search`, in the transaction that changes it. They are created once, when the column is filled in.

use super::Db;
use sqlx::{ConnectOptions, Connection};

/// In PostgreSQL, an index of an array per account. Unlike `pg_trgm` this needs no extension, treats all characters alike, and doesn't depend on the
/// locale of the database.
const POSTGRES: &str = "
CREATE OR REPLACE FUNCTION latchkey_trigrams(text TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS 'SELECT ARRAY(SELECT substr($1, place, 3) FROM generate_series(1, length($1) - 2) AS place)';
CREATE INDEX account_by_trigrams ON account USING gin (latchkey_trigrams(search));
ANALYZE account;";

/// In SQLite, a full-text index. It refers to rows by number, and accounts have no stable one: so there is a table in between. Deleted texts leave
/// nothing in the index.
const SQLITE: &str = "
CREATE TABLE account_search_row (number INTEGER PRIMARY KEY, account_id TEXT NOT NULL UNIQUE, search TEXT NOT NULL);
CREATE VIRTUAL TABLE account_search USING fts5(
    search, content='account_search_row', content_rowid='number', columnsize=0, tokenize='trigram case_sensitive 1');
INSERT INTO account_search_row (account_id, search) SELECT id, search FROM account WHERE search IS NOT NULL;
INSERT INTO account_search (account_search) VALUES ('rebuild');
INSERT INTO account_search (account_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER account_search_row_inserted AFTER INSERT ON account_search_row BEGIN
    INSERT INTO account_search (rowid, search) VALUES (NEW.number, NEW.search);
END;
CREATE TRIGGER account_search_row_deleted AFTER DELETE ON account_search_row BEGIN
    INSERT INTO account_search (account_search, rowid, search) VALUES ('delete', OLD.number, OLD.search);
END;
CREATE TRIGGER account_search_inserted AFTER INSERT ON account WHEN NEW.search IS NOT NULL BEGIN
    INSERT INTO account_search_row (account_id, search) VALUES (NEW.id, NEW.search);
END;
CREATE TRIGGER account_search_updated AFTER UPDATE OF search ON account WHEN NEW.search IS NOT OLD.search BEGIN
    DELETE FROM account_search_row WHERE account_id = OLD.id;
    INSERT INTO account_search_row (account_id, search) SELECT NEW.id, NEW.search WHERE NEW.search IS NOT NULL;
END;
CREATE TRIGGER account_search_deleted AFTER DELETE ON account BEGIN
    DELETE FROM account_search_row WHERE account_id = OLD.id;
END;";

impl Db {
    /// Creates the index if it is missing, without a time limit. Called under the lock that lets one process at a time prepare the database.
    pub(crate) async fn prepare_search(&self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite { write, .. } => {
                let mut connection = write.options().connect().await?;
                let there = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'account_search')";
                if !sqlx::query_scalar::<_, bool>(there).fetch_one(&mut connection).await? {
                    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
                    sqlx::raw_sql(SQLITE).execute(&mut *tx).await?;
                    tx.commit().await?;
                }
                connection.close().await
            }
            Self::Postgres { pool, .. } => {
                let mut connection = pool.options().connect().await?;
                let there = "SELECT to_regclass('account_by_trigrams') IS NOT NULL";
                if !sqlx::query_scalar::<_, bool>(there).fetch_one(&mut connection).await? {
                    let mut tx = connection.begin().await?;
                    sqlx::raw_sql(POSTGRES).execute(&mut *tx).await?;
                    tx.commit().await?;
                }
                connection.close().await
            }
        }
    }
}

/// The query that makes SQLite's full-text index look for the whole text, whichever characters it contains.
pub(crate) fn phrase(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
