//! The sign-in with a password in a browser that may be trusted.

use crate::{
    Error, Latchkey, Method, Policy,
    factors::Factors,
    guess,
    policy_in_force::newest_policy,
    storage::{Conn, one},
    trust::TrustColumns,
};
use std::sync::Arc;

#[derive(sqlx_macros::FromRow)]
struct Row {
    app: bool,
    passkey: bool,
    guesses: i64,
    administrator: bool,
    /// Whether the password was set by mail and not used together with a method since.
    by_mail: bool,
    /// Whether a recovery of the account is under way.
    recovering: bool,
    policy: Option<String>,
    #[sqlx(flatten)]
    trust: TrustColumns,
}

/// The facts that decide on the level of a session right after the password.
pub(crate) struct Admission {
    /// The policy in force.
    pub(crate) policy: Arc<Policy>,
    /// The account's methods.
    pub(crate) enrolled: Vec<Method>,
    /// The id of the trust in this browser, if it takes the place of the second factor.
    pub(crate) trust: Option<String>,
}

/// Reads all of it in one statement, in the transaction that opens the session and has locked the account. `browser` is the hash of the secret that the
/// browser has sent.
///
/// Trust never counts for an administrator, nor while the account's codes are locked: somebody who knows the password has guessed at them. Nor does it
/// while somebody recovers the account, or with a password that proves no more than the mailbox does.
pub(crate) async fn admission(conn: Conn<'_>, latchkey: &Latchkey, account: &str, browser: Option<&[u8]>) -> Result<Admission, Error> {
    let Row { app, passkey, guesses, administrator, by_mail, recovering, policy, trust } = one!(
        Row,
        conn,
        concat!(
            "SELECT EXISTS (SELECT 1 FROM totp_device WHERE account_id = $1 AND state = 'verified') AS app,
                    EXISTS (SELECT 1 FROM passkey WHERE account_id = $1) AS passkey,
                    guesses, administrator, password_by_mail_at IS NOT NULL AS by_mail,
                    EXISTS (SELECT 1 FROM account_recovery WHERE account_id = $1 AND state IN ('waiting', 'ready')) AS recovering,
                    trust_id, trusted_at, trusted_until, trusted_method,
                    ",
            newest_policy!(),
            " AS policy
             FROM account LEFT JOIN browser ON account_id = account.id AND token_hash = $2
             WHERE account.id = $1"
        ),
        account,
        browser
    )?;
    let policy = latchkey.policy_of(policy.as_deref())?;
    let possible = !administrator && !guess::are_locked(guesses) && !by_mail && !recovering;
    let trust = trust.trust().filter(|trust| possible && trust.counts(&policy, latchkey.now())).map(|trust| trust.id);
    Ok(Admission { policy, enrolled: Factors::of(app, passkey, 0).methods(), trust })
}
