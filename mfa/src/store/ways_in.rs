//! The ways in which the owner of an account can sign in.
//!
//! An account without a password keeps two: with one, a lost device or an empty sheet of codes would lock its owner out. The others keep the rule of the
//! last method, since their password and an administrator's reset lead to a new one.
//!
//! ```text
//!  a passkey that the policy accepts ──────────────────────────────────────► signs in by itself
//!  a link to the confirmed address + an unused backup code ────────────────► lets its owner create a passkey
//! ```

use crate::{
    Error, Latchkey, OwnAccount, Policy, Session,
    storage::{Conn, optional},
    view::WaysIn,
};

#[derive(sqlx_macros::FromRow)]
struct Row {
    passwordless: bool,
    confirmed: bool,
    /// Whether any backup code is unused that the owner has saved. Codes that nobody has acknowledged may never have been seen.
    codes: bool,
    passkeys: i64,
}

/// The ways into an account. The caller has locked it, if the answer decides about a change.
pub(crate) async fn load(conn: Conn<'_>, latchkey: &Latchkey, policy: &Policy, account: &str) -> Result<WaysIn, Error> {
    let row = optional!(
        Row,
        conn,
        "SELECT (password_hash = '' AND subject IS NULL) AS passwordless, (address IS NOT NULL) AS confirmed,
                EXISTS (SELECT 1 FROM recovery_set JOIN recovery_code ON set_id = recovery_set.id
                        WHERE account_id = account.id AND state = 'complete' AND used_at IS NULL) AS codes,
                (SELECT COUNT(*) FROM passkey WHERE account_id = account.id) AS passkeys
         FROM account WHERE id = $1",
        account
    )?;
    let Row { passwordless, confirmed, codes, passkeys } = row.ok_or(Error::NotSignedIn)?;
    let passkeys = if policy.passkey { u32::try_from(passkeys).unwrap_or(u32::MAX) } else { 0 };
    let mailed_code = policy.passkey && confirmed && codes && latchkey.confirms_addresses();
    Ok(WaysIn { password: !passwordless, passkeys, mailed_code })
}

impl OwnAccount<'_> {
    /// The ways into the session's account.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn ways_in(self, session: &Session) -> Result<WaysIn, Error> {
        session.require_full()?;
        let mut read = self.latchkey.db().read().await?;
        let policy = self.latchkey.policy_on(read.conn()).await?;
        load(read.conn(), self.latchkey, &policy, &session.account_id).await
    }
}
