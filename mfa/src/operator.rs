//! What the operator does at the command line.

use crate::{
    Caller, Error, Latchkey, account,
    audit::{self, Entry, Event},
    email::Email,
    latchkey::note_active_key,
    people::{Act, leave_notice, strip},
    recovery,
    storage::{all, execute},
    totp,
    vault::KeyFileError,
};
use serde::Serialize;

/// One account in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserLine {
    /// The normalised address, or an application's own id of its user: what names the account at the command line.
    pub email: String,
    /// May open the dashboard.
    pub administrator: bool,
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
    created_at: i64,
    devices: i64,
    passkeys: i64,
}

/// What a rotation did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The key that seals from now on.
    pub key_id: String,
    /// Values that were sealed anew.
    pub resealed: u64,
}

/// Why a rotation stopped. What was sealed anew stays so, every key is still in the file, and running it again goes on.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    /// The key file can't be changed.
    #[error("{0}")]
    KeyFile(#[from] KeyFileError),
    /// The storage or a sealed value failed.
    #[error("the secrets can't be sealed anew: {0}; see the log")]
    Storage(#[from] Error),
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
            self.db.read().await?.conn(),
            "SELECT COALESCE(subject, email) AS email, administrator, created_at,
                    (SELECT COUNT(*) FROM totp_device WHERE account_id = account.id AND state = 'verified') AS devices,
                    (SELECT COUNT(*) FROM passkey WHERE account_id = account.id) AS passkeys
             FROM account WHERE LOWER(COALESCE(subject, email)) LIKE $1 ORDER BY 1 LIMIT 1000",
            like
        )?;
        let line =
            |Row { email, administrator, created_at, devices, passkeys }| UserLine { email, administrator, created_at, devices, passkeys };
        Ok(rows.into_iter().map(line).collect())
    }

    /// Takes every method and recovery code from an account, ends its sessions and its waits: it enrolls again at the next sign-in.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`].
    pub async fn reset_mfa(&self, email: &str, reason: &str) -> Result<(), Error> {
        let account = self.account_by_email(email).await?;
        let mut tx = self.db.begin().await?;
        strip(&mut tx, &account).await?;
        leave_notice(tx.conn(), &self.world, &account, Act::Reset, reason).await?;
        let caller = Caller::operator();
        Entry::new(&account, &caller, Event::MfaReset).detail(reason).record(tx.conn(), &self.world).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Makes an account an administrator.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`].
    pub async fn grant_administrator(&self, email: &str) -> Result<(), Error> {
        let account = self.account_by_email(email).await?;
        let mut tx = self.db.begin().await?;
        execute!(tx.conn(), "UPDATE account SET administrator = TRUE WHERE id = $1", &account)?;
        let caller = Caller::operator();
        Entry::new(&account, &caller, Event::AdministratorGranted).record(tx.conn(), &self.world).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Puts a new sealing key in front of the key file and seals every secret anew. The server may run meanwhile: it reads the key file again
    /// when it meets a key that it doesn't know, and what it still seals with the last key can be opened until the rotation after this one.
    ///
    /// # Errors
    ///
    /// [`RotationError`].
    pub async fn rotate_keys(&self) -> Result<Rotated, RotationError> {
        self.vault.file().add(&self.world)?;
        self.vault.reload()?;
        note_active_key(&self.db, &self.vault, &self.world).await?;
        let resealed =
            totp::reseal(self).await? + recovery::reseal(self).await? + crate::held::reseal(self).await? + audit::reseal(self).await?;
        self.vault.file().forget_old()?;
        self.vault.reload()?;
        Ok(Rotated { key_id: self.vault.active_key(), resealed })
    }

    async fn account_by_email(&self, email: &str) -> Result<String, Error> {
        let account = account::row::named(self.db.read().await?.conn(), email).await?;
        account.map(|account| account.id).ok_or_else(|| if Email::parse(email).is_some() { Error::NotFound } else { Error::EmailInvalid })
    }
}
