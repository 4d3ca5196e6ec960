//! The saved versions of the policy.

use crate::{
    Admin, Error, Policy, Session,
    storage::{Conn, all, optional},
};

/// A saved version of the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// 1 is the oldest saved version; 0 stands for the defaults, which applied before.
    pub number: i64,
    /// The policy of this version.
    pub policy: Policy,
    /// The author: the account's name, `operator` at the command line, or the id of a deleted account.
    pub author: String,
    /// The account that saved it, or `operator`.
    pub author_id: String,
    /// The reason given for the change.
    pub reason: String,
    /// Milliseconds since 1970.
    pub at: i64,
}

impl Version {
    fn defaults() -> Self {
        Self { number: 0, policy: Policy::default(), author: String::new(), author_id: String::new(), reason: String::new(), at: 0 }
    }
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    version: i64,
    body: String,
    author: String,
    author_id: String,
    reason: String,
    at: i64,
}

impl Row {
    fn read(self) -> Result<Version, Error> {
        let Self { version, body, author, author_id, reason, at } = self;
        let policy = serde_json::from_str(&body).map_err(|error| {
            tracing::error!(version, error = %error, "a version of the policy in the database can't be read");
            Error::Unavailable
        })?;
        Ok(Version { number: version, policy, author, author_id, reason, at })
    }
}

/// The statement that selects a [`Row`].
macro_rules! select_versions {
    ($rest:literal) => {
        concat!(
            "SELECT version, body, COALESCE(label, email, author) AS author, author AS author_id, reason, at
             FROM policy LEFT JOIN account ON account.id = author ",
            $rest
        )
    };
}

/// The newest version.
pub(super) async fn newest(conn: Conn<'_>) -> Result<Version, Error> {
    let row = optional!(Row, conn, select_versions!("ORDER BY version DESC LIMIT 1"))?;
    row.map_or_else(|| Ok(Version::defaults()), Row::read)
}

impl Admin<'_> {
    /// The policy that was saved last.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn newest_policy(self, session: &Session) -> Result<Version, Error> {
        session.require_administrator()?;
        newest(self.latchkey.db().read().await?.conn()).await
    }

    /// One version; 0 stands for the defaults before the first one.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's, and for a version that doesn't exist.
    pub async fn policy_version(self, session: &Session, number: i64) -> Result<Version, Error> {
        session.require_administrator()?;
        if number == 0 {
            return Ok(Version::defaults());
        }
        let row = optional!(Row, self.latchkey.db().read().await?.conn(), select_versions!("WHERE version = $1"), number)?;
        row.ok_or(Error::NotFound)?.read()
    }

    /// Up to `limit` versions older than `before`, newest first.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn policy_versions(self, session: &Session, before: Option<i64>, limit: u32) -> Result<Vec<Version>, Error> {
        session.require_administrator()?;
        let rows = all!(
            Row,
            self.latchkey.db().read().await?.conn(),
            select_versions!("WHERE version < $1 ORDER BY version DESC LIMIT $2"),
            before.unwrap_or(i64::MAX),
            i64::from(limit)
        )?;
        rows.into_iter().map(Row::read).collect()
    }
}
