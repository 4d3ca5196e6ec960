//! The causes of failed statements.

use sqlx::{Error, sqlite::SqliteError};

/// The cause of a failure, other than the statement itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// The disk is full.
    Full,
    /// The database takes no writes.
    ReadOnly,
    /// The disk can't be written to or read, or the file on it is damaged.
    Disk,
    /// The database can't be reached.
    Unreachable,
    /// The database didn't answer in time, and may be slow or unreachable.
    Late,
}

impl Failure {
    /// The cause of an error. `None` if the database works and refused this statement.
    pub(super) fn of(error: &Error) -> Option<Self> {
        match error {
            Error::Database(error) => {
                let code = error.code()?;
                if error.try_downcast_ref::<SqliteError>().is_some() { of_sqlite(&code) } else { of_postgres(&code) }
            }
            Error::PoolTimedOut => Some(Self::Late),
            Error::Configuration(_) => Some(Self::ReadOnly),
            Error::RowNotFound
            | Error::TypeNotFound { .. }
            | Error::ColumnIndexOutOfBounds { .. }
            | Error::ColumnNotFound(_)
            | Error::ColumnDecode { .. }
            | Error::Encode(_)
            | Error::Decode(_)
            | Error::InvalidArgument(_) => None,
            _ => Some(Self::Unreachable),
        }
    }

    /// Advice for the operator. No restart is needed afterwards.
    pub(super) fn advice(self) -> &'static str {
        match self {
            Self::Full => "the disk is full: make room",
            Self::ReadOnly => "the database takes no writes: look at the file system, or at which server is the primary",
            Self::Disk => "the disk fails: look at the system's log",
            Self::Unreachable => "the database can't be reached: look whether it runs, and at the network",
            Self::Late => "the database didn't answer in time: look whether it can be reached, and whether it is overloaded",
        }
    }
}

/// The lowest byte of an extended code is the code (<https://sqlite.org/rescode.html>).
fn of_sqlite(code: &str) -> Option<Failure> {
    const READ_ONLY: u32 = 8;
    const IO: u32 = 10;
    const CORRUPT: u32 = 11;
    const FULL: u32 = 13;
    const CANNOT_OPEN: u32 = 14;
    const NO_DATABASE: u32 = 26;
    match code.parse::<u32>().ok()? & 0xff {
        FULL => Some(Failure::Full),
        READ_ONLY => Some(Failure::ReadOnly),
        IO | CORRUPT | CANNOT_OPEN | NO_DATABASE => Some(Failure::Disk),
        _ => None,
    }
}

/// By class and by code (PostgreSQL, appendix A).
fn of_postgres(code: &str) -> Option<Failure> {
    match code {
        "53100" => Some(Failure::Full),
        "25006" => Some(Failure::ReadOnly),
        "58030" => Some(Failure::Disk),
        // A transaction was idle for too long, and the server has closed the connection.
        "25P03" => Some(Failure::Unreachable),
        // The connection failed, or the server is stopping or starting.
        _ if code.starts_with("08") || code.starts_with("57P") => Some(Failure::Unreachable),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_sqlite() {
        // SQLITE_FULL, IOERR_FSYNC, READONLY_DBMOVED; CONSTRAINT_UNIQUE, BUSY.
        let expected =
            [("13", Some(Failure::Full)), ("1034", Some(Failure::Disk)), ("1032", Some(Failure::ReadOnly)), ("2067", None), ("5", None)];
        assert_eq!(expected.map(|(code, _)| of_sqlite(code)), expected.map(|(_, failure)| failure));
    }

    #[test]
    fn codes_of_postgres() {
        // A failed connection, a shutdown, a standby; a constraint, a deadlock, a cancelled statement.
        assert_eq!(["08006", "57P01"].map(of_postgres), [Some(Failure::Unreachable); 2]);
        assert_eq!(of_postgres("25006"), Some(Failure::ReadOnly));
        assert_eq!(["23505", "40P01", "57014"].map(of_postgres), [None; 3]);
    }
}
