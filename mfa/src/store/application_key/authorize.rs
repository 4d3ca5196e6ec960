//! A request of an application's server.

use super::{read, secret};
use crate::{
    Error, Scope, Timestamp, Tokens,
    storage::{execute, optional},
};
use std::time::Duration;

/// How stale the time of last use may be.
const TOUCH_AFTER: Duration = Duration::from_secs(60);

/// An application that presented its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The name that the administrator gave its key.
    pub name: String,
}

/// Why a request with a key is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyRefusal {
    /// The key is unknown, revoked or expired. The answer doesn't say which.
    Unknown,
    /// The key lacks this permission.
    Scope(Scope),
    /// The storage doesn't answer.
    Unavailable,
}

impl KeyRefusal {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "application_key_invalid",
            Self::Scope(_) => "scope_missing",
            Self::Unavailable => "unavailable",
        }
    }

    /// The HTTP status that fits.
    pub fn status(self) -> u16 {
        match self {
            Self::Unknown => 401,
            Self::Scope(_) => 403,
            Self::Unavailable => 503,
        }
    }
}

impl From<Error> for KeyRefusal {
    fn from(_: Error) -> Self {
        Self::Unavailable
    }
}

impl From<sqlx::Error> for KeyRefusal {
    fn from(error: sqlx::Error) -> Self {
        Error::from(error).into()
    }
}

#[derive(sqlx_macros::FromRow)]
struct Row {
    name: String,
    last_used_at: i64,
    scopes: String,
}

impl Tokens<'_> {
    /// The application with this key, if the key has this permission. Attempts need no limit, since a key has 256 random bits.
    ///
    /// # Errors
    ///
    /// [`KeyRefusal`].
    pub async fn application(self, key: &str, demanded: Scope) -> Result<Application, KeyRefusal> {
        let hash = secret::hash(key).ok_or(KeyRefusal::Unknown)?;
        let now = self.latchkey.now();
        let found = optional!(
            Row,
            self.latchkey.db().read().await?.conn(),
            "SELECT name, COALESCE(last_used_at, 0) AS last_used_at, scopes FROM application_key
             WHERE key_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)",
            &hash,
            now.0
        )?;
        let Row { name, last_used_at, scopes } = found.ok_or(KeyRefusal::Unknown)?;
        if !Timestamp(last_used_at).is_within(TOUCH_AFTER, now) {
            let mut write = self.latchkey.db().write().await?;
            execute!(write.conn(), "UPDATE application_key SET last_used_at = $2 WHERE key_hash = $1", &hash, now.0)?;
        }
        if !read(&scopes).contains(&demanded) {
            tracing::warn!(key = name, scope = demanded.as_str(), "refused a request: the application's key lacks the permission");
            return Err(KeyRefusal::Scope(demanded));
        }
        Ok(Application { name })
    }
}
