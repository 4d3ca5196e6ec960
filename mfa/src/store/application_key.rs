//! The keys of the servers of applications: created and revoked by administrators, shown once, stored as hashes.
//!
//! ```text
//! application_key/secret.rs      the text of a key
//! application_key/manage.rs      creation, replacement, revocation
//! application_key/authorize.rs   a request with a key: may it do this?
//! ```

mod authorize;
mod manage;
mod secret;

pub use authorize::{Application, KeyRefusal};
pub use manage::KeyGrant;
pub(crate) use manage::date_back;
pub use secret::NewKey;

use crate::{Admin, Error, Scope, Session, storage::all, view::ApplicationKey};
use strum::VariantArray;

#[derive(sqlx_macros::FromRow)]
struct Row {
    id: String,
    name: String,
    author: Option<String>,
    created_at: i64,
    last_used_at: Option<i64>,
    scopes: String,
    expires_at: Option<i64>,
    twins: i64,
}

impl From<Row> for ApplicationKey {
    fn from(row: Row) -> Self {
        let Row { id, name, author, created_at, last_used_at, scopes, expires_at, twins } = row;
        Self { id, name, author, created_at, last_used_at, scopes: read(&scopes), expires_at, has_twin: twins > 0 }
    }
}

/// The scopes as they are stored, each once.
fn write(scopes: &[Scope]) -> String {
    let names: Vec<_> = Scope::VARIANTS.iter().filter(|scope| scopes.contains(scope)).map(|scope| scope.as_str()).collect();
    names.join(" ")
}

/// The stored scopes. Those that a newer server knows are left out.
fn read(stored: &str) -> Vec<Scope> {
    stored.split(' ').filter_map(|name| name.parse().ok()).collect()
}

impl Admin<'_> {
    /// The keys that are not revoked, by name, the older one of two with the same name first. Expired ones are among them.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] if the session isn't an administrator's.
    pub async fn application_keys(self, session: &Session) -> Result<Vec<ApplicationKey>, Error> {
        session.require_administrator()?;
        let rows = all!(
            Row,
            self.latchkey.db().read().await?.conn(),
            "SELECT application_key.id, name, COALESCE(label, email) AS author, application_key.created_at, last_used_at, scopes, expires_at,
                    (SELECT COUNT(*) FROM application_key AS twin
                     WHERE twin.name = application_key.name AND twin.slot <> application_key.slot AND twin.revoked_at IS NULL) AS twins
             FROM application_key LEFT JOIN account ON account.id = created_by
             WHERE revoked_at IS NULL ORDER BY name, application_key.id"
        )?;
        Ok(rows.into_iter().map(ApplicationKey::from).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_read_as_they_were_written() {
        let scopes = [Scope::ReadActions, Scope::ConsumeMfaTokens, Scope::ReadActions];
        assert_eq!(write(&scopes), "mfa-tokens:consume actions:read");
        assert_eq!(read(&write(Scope::VARIANTS)), Scope::VARIANTS);
        assert_eq!(read("actions:read users:explode"), [Scope::ReadActions]);
        assert_eq!(read(""), []);
    }
}
