//! Methods of the operator at the command line.

mod account;
mod rotate;

pub use rotate::{Rotated, RotationError};

use crate::{
    Error, Operator,
    account::row::are_none,
    search_key::{fold, like},
    storage::all,
};
use serde::Serialize;

/// One account in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx_macros::FromRow)]
pub struct UserLine {
    /// The address, or an application's own id of its user: the account's name at the command line.
    pub email: String,
    /// The stored address of the account that has the same address in another spelling; both accounts are from before there was one form.
    pub same_as: Option<String>,
    /// Whether it may open the dashboard.
    pub administrator: bool,
    /// Whether it is disabled, so that no sign-in to it is possible.
    pub disabled: bool,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Number of verified authenticator apps.
    pub devices: i64,
    /// Number of passkeys.
    pub passkeys: i64,
}

impl Operator<'_> {
    /// Whether there are no accounts yet.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn has_no_accounts(self) -> Result<bool, Error> {
        are_none(self.latchkey.db().read().await?.conn()).await
    }

    /// The accounts whose address, or whose id in the application, contains `search`, a thousand at most.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn users(self, search: Option<&str>) -> Result<Vec<UserLine>, Error> {
        let search = search.unwrap_or("");
        Ok(all!(
            UserLine,
            self.latchkey.db().read_at_leisure().await?.conn(),
            "SELECT COALESCE(subject, label, email) AS email, administrator, disabled_at IS NOT NULL AS disabled, created_at,
                    (SELECT COUNT(*) FROM totp_device WHERE account_id = account.id AND state = 'verified') AS devices,
                    (SELECT COUNT(*) FROM passkey WHERE account_id = account.id) AS passkeys,
                    COALESCE((SELECT canonical FROM address_collision WHERE account_id = account.id),
                             (SELECT MIN(other.email) FROM address_collision JOIN account AS other ON other.id = account_id
                              WHERE canonical = account.email)) AS same_as
             FROM account WHERE search LIKE $1 ESCAPE '\\' OR LOWER(COALESCE(subject, email)) LIKE $2 ESCAPE '\\' ORDER BY 1 LIMIT 1000",
            like(&fold(search)),
            like(&search.to_lowercase())
        )?)
    }
}
