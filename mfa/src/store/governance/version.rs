//! Every policy that was saved.

use crate::{
    Admin, Error, Policy, Session,
    storage::{Conn, all, optional},
};

/// A policy that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// 1 is the oldest that was saved; 0 stands for the defaults, which held before.
    pub number: i64,
    /// What it says.
    pub policy: Policy,
    /// Who saved it: what they are called, `operator` at the command line, or the id of an account that is gone.
    pub author: String,
    /// The account that saved it, or `operator`.
    pub author_id: String,
    /// Why.
    pub reason: String,
    /// Milliseconds since 1970.
    pub at: i64,
}

impl Version {
    fn defaults() -> Self {
        Self { number: 0, policy: Policy::default(), author: String::new(), author_id: String::new(), reason: String::new(), at: 0 }
    }
}

#[derive(sqlx::FromRow)]
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
            tracing::error!(version, error = %error, "a stored policy can't be read");
            Error::Unavailable
        })?;
        Ok(Version { number: version, policy, author, author_id, reason, at })
    }
}

/// The newest one.
pub(super) async fn newest(conn: Conn<'_>) -> Result<Version, Error> {
    let row = optional!(
        Row,
        conn,
        "SELECT version, body, COALESCE(label, email, author) AS author, author AS author_id, reason, at
         FROM policy LEFT JOIN account ON account.id = author ORDER BY version DESC LIMIT 1"
    )?;
    row.map_or_else(|| Ok(Version::defaults()), Row::read)
}

impl Admin<'_> {
    /// The policy as it was saved last.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for whoever isn't an administrator.
    pub async fn newest_policy(self, session: &Session) -> Result<Version, Error> {
        session.require_administrator()?;
        newest(self.latchkey.db().read().await?.conn()).await
    }

    /// One version; 0 is what held before the first one.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for whoever isn't an administrator, and for a version that there isn't.
    pub async fn policy_version(self, session: &Session, number: i64) -> Result<Version, Error> {
        session.require_administrator()?;
        if number == 0 {
            return Ok(Version::defaults());
        }
        let row = optional!(
            Row,
            self.latchkey.db().read().await?.conn(),
            "SELECT version, body, COALESCE(label, email, author) AS author, author AS author_id, reason, at
             FROM policy LEFT JOIN account ON account.id = author WHERE version = $1",
            number
        )?;
        row.ok_or(Error::NotFound)?.read()
    }

    /// Up to `limit` versions older than `before`, newest first.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for whoever isn't an administrator.
    pub async fn policy_versions(self, session: &Session, before: Option<i64>, limit: u32) -> Result<Vec<Version>, Error> {
        session.require_administrator()?;
        let rows = all!(
            Row,
            self.latchkey.db().read().await?.conn(),
            "SELECT version, body, COALESCE(label, email, author) AS author, author AS author_id, reason, at
             FROM policy LEFT JOIN account ON account.id = author WHERE version < $1 ORDER BY version DESC LIMIT $2",
            before.unwrap_or(i64::MAX),
            i64::from(limit)
        )?;
        rows.into_iter().map(Row::read).collect()
    }
}
