//! What the operator does at the command line.

mod account;
mod rotate;

pub use rotate::{Rotated, RotationError};

use crate::{Error, Latchkey, storage::all};
use serde::Serialize;

/// One account in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserLine {
    /// The normalised address, or an application's own id of its user: what names the account at the command line.
    pub email: String,
    /// May open the dashboard.
    pub administrator: bool,
    /// Nobody can sign in to it.
    pub disabled: bool,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Verified authenticator apps.
    pub devices: i64,
    /// Passkeys.
    pub passkeys: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    email: String,
    administrator: bool,
    disabled: bool,
    created_at: i64,
    devices: i64,
    passkeys: i64,
}

impl Latchkey {
    /// The accounts whose address, or whose id in the application, contains `search`, a thousand at most.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn users(&self, search: Option<&str>) -> Result<Vec<UserLine>, Error> {
        let like = format!("%{}%", search.unwrap_or("").to_lowercase().replace(['%', '_'], ""));
        let rows = all!(
            Row,
            self.db.read_at_leisure().await?.conn(),
            "SELECT COALESCE(subject, email) AS email, administrator, disabled_at IS NOT NULL AS disabled, created_at,
                    (SELECT COUNT(*) FROM totp_device WHERE account_id = account.id AND state = 'verified') AS devices,
                    (SELECT COUNT(*) FROM passkey WHERE account_id = account.id) AS passkeys
             FROM account WHERE LOWER(COALESCE(subject, email)) LIKE $1 ORDER BY 1 LIMIT 1000",
            like
        )?;
        let line = |row: Row| {
            let Row { email, administrator, disabled, created_at, devices, passkeys } = row;
            UserLine { email, administrator, disabled, created_at, devices, passkeys }
        };
        Ok(rows.into_iter().map(line).collect())
    }
}
