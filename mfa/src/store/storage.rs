//! A common interface to two databases.
//!
//! Every SQL statement is written once, with `$1` parameters and portable types, beside the aggregate that it serves, and runs through [`execute!`],
//! [`optional!`], [`one!`] or [`all!`] on the database behind a [`Conn`].

mod backend;
mod connect;
mod failure;
mod link;
mod lock;
mod migration;
mod permissions;
mod pool;
pub(crate) mod readiness;
mod search;

pub(crate) use connect::{Db, Tx};
pub(crate) use link::Link;
pub use lock::LockError;
pub(crate) use lock::{Lock, POLICY_LOCK};
pub(crate) use readiness::Readiness;
pub(crate) use search::phrase;

use failure::Failure;
use sqlx::{PgConnection, SqliteConnection};

/// One borrowed connection, in a transaction or not.
pub(crate) enum Conn<'c> {
    Sqlite(&'c mut Link<SqliteConnection>),
    Postgres(&'c mut Link<PgConnection>),
}

impl Conn<'_> {
    /// The same connection for one statement, for functions that run several.
    pub(crate) fn reborrow(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(link) => Conn::Sqlite(link),
            Self::Postgres(link) => Conn::Postgres(link),
        }
    }

    /// The rows that a timer changes or deletes in one transaction. On SQLite, nothing else is written meanwhile.
    pub(crate) fn batch(&self) -> i64 {
        match self {
            Self::Sqlite(_) => 100,
            Self::Postgres(_) => 500,
        }
    }
}

/// PostgreSQL's code for a text that it can't store, with a NUL in it. SQLite stores such a text.
const NO_TEXT: &str = "22021";

/// A failure of the storage. Its text goes only to the log; callers get [`crate::Error::Unavailable`]. A value that PostgreSQL can't store is bad
/// input, not a storage failure.
impl From<sqlx::Error> for crate::Error {
    fn from(error: sqlx::Error) -> Self {
        if error.as_database_error().and_then(|error| error.code()).is_some_and(|code| code == NO_TEXT) {
            return Self::MalformedRequest;
        }
        tracing::error!(error = %error, advice = Failure::of(&error).map(Failure::advice), "the storage failed");
        Self::Unavailable
    }
}

/// Runs one statement on a link, within its deadline: `|connection| future`.
macro_rules! statement {
    ($link:expr, |$connection:ident| $future:expr) => {{
        let link = $link;
        let deadline = link.begin();
        let outcome = {
            let $connection = link.connection();
            deadline.keep($future).await
        };
        link.end(outcome)
    }};
}

/// Runs a statement that returns no rows. Returns the number of rows affected.
macro_rules! execute {
    ($conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $conn {
            $crate::storage::Conn::Sqlite(link) => {
                $crate::storage::statement!(link, |c| sqlx::query($sql)$(.bind($bind))*.execute(c)).map(|done| done.rows_affected())
            }
            $crate::storage::Conn::Postgres(link) => {
                $crate::storage::statement!(link, |c| sqlx::query($sql)$(.bind($bind))*.execute(c)).map(|done| done.rows_affected())
            }
        }
    };
}

/// Runs a statement that returns rows of type `$row`, with the given fetch method.
macro_rules! fetch {
    ($fetch:ident, $row:ty, $conn:expr, $sql:expr $(, $bind:expr)*) => {
        match $conn {
            $crate::storage::Conn::Sqlite(link) => {
                $crate::storage::statement!(link, |c| sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.$fetch(c))
            }
            $crate::storage::Conn::Postgres(link) => {
                $crate::storage::statement!(link, |c| sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.$fetch(c))
            }
        }
    };
}

/// The first row, or `None`.
macro_rules! optional {
    ($row:ty, $conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::storage::fetch!(fetch_optional, $row, $conn, $sql $(, $bind)*)
    };
}

/// The first row. It is an error if there is none.
macro_rules! one {
    ($row:ty, $conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::storage::fetch!(fetch_one, $row, $conn, $sql $(, $bind)*)
    };
}

/// All rows.
macro_rules! all {
    ($row:ty, $conn:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::storage::fetch!(fetch_all, $row, $conn, $sql $(, $bind)*)
    };
}

pub(crate) use {all, execute, fetch, one, optional, statement};
