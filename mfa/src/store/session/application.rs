//! Sessions bound to a session of an application.

use super::{
    columns::{SessionColumns, select_session},
    lifetime::life,
};
use crate::{
    Caller, Error, Latchkey, Level, Opened, Session, Token, Visitor,
    facts_columns::PENDING_DEVICE_GUESSES,
    storage::{Conn, Tx, all, optional},
};

/// The properties of a session that may be handed to a request without its cookie.
pub(crate) struct Untouched<'a> {
    pub(crate) account: &'a str,
    /// The hash of the application's session.
    pub(crate) application_session: &'a [u8],
    pub(crate) level: Level,
    /// Whether the account has a method.
    pub(crate) enrolled: bool,
}

impl Latchkey {
    /// A live session with these properties, under a new token, as if it had been opened now. `None` if there is none.
    ///
    /// Nothing was proved or begun in it, and it was opened from the same address with the same browser. So it is worth no more than a new one, and
    /// reveals nothing about another person who may have used it.
    pub(crate) async fn take_over(&self, tx: &mut Tx, caller: &Caller, untouched: Untouched<'_>) -> Result<Option<Opened>, Error> {
        let token = Token::generate(self.env())?;
        let (level, now) = (untouched.level, self.now());
        let idle_since = if level == Level::Full { self.idle_since() } else { i64::MIN };
        let taken = optional!(
            (String,),
            tx.conn(),
            "UPDATE session SET token_hash = $1, created_at = $2, last_seen_at = $2, expires_at = $3, guesses = 0
             WHERE id = (SELECT id FROM session
                         WHERE application_session = $4 AND account_id = $5 AND level = $6 AND expires_at > $2 AND last_seen_at > $7 AND last_seen_at <= $10
                         AND agent = $8 AND address = $9 AND proved_at IS NULL AND postponed_at IS NULL AND held IS NULL AND granted IS NULL
                         AND NOT EXISTS (SELECT 1 FROM totp_device WHERE session_id = session.id)
                         AND NOT EXISTS (SELECT 1 FROM recovery_set WHERE session_id = session.id)
                         AND NOT EXISTS (SELECT 1 FROM passkey_ceremony WHERE beginner = session.id)
                         AND NOT EXISTS (SELECT 1 FROM mfa_token WHERE session_id = session.id)
                         ORDER BY id DESC LIMIT 1)
             AND proved_at IS NULL AND granted IS NULL AND held IS NULL
             RETURNING id",
            token.hash(),
            now.0,
            (now + life(self.settings(), level, untouched.enrolled)).0,
            untouched.application_session,
            untouched.account,
            level.as_str(),
            idle_since,
            &caller.agent,
            &caller.address,
            now.latest_noted().0
        )?;
        let Some((id,)) = taken else { return Ok(None) };
        let statement = select_session!("$2", "$3", where "session.id = $1");
        let Some(row) = optional!(SessionColumns, tx.conn(), statement, id, now.0, PENDING_DEVICE_GUESSES)? else { return Ok(None) };
        let policy = row.policy(self)?;
        Ok(Some(Opened::new(token, row.into_session(self, &policy, level).0)))
    }
}

impl Session {
    /// Whether this is the visitor's session, bound to this very session of the application.
    #[must_use]
    pub fn is_of(&self, visitor: &Visitor) -> bool {
        self.subject.as_deref() == Some(visitor.id.as_str())
            && self.application_session.as_deref() == Some(Visitor::binding(&visitor.session).as_slice())
    }

    /// The application's own id of the user. `None` for an account of Latchkey's own.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// The account's address, if its owner has confirmed it.
    #[must_use]
    pub fn confirmed_address(&self) -> Option<&str> {
        self.mail.address.as_deref()
    }

    /// Whether it was opened for a visitor of an application. Without the application's word it admits no request.
    #[must_use]
    pub fn is_of_application(&self) -> bool {
        self.application_session.is_some()
    }
}

/// Ends the sessions bound to a session of the application. Returns the ids of their accounts.
pub(crate) async fn delete_of_application(conn: Conn<'_>, application_session: &[u8]) -> Result<Vec<String>, Error> {
    let ended = all!((String,), conn, "DELETE FROM session WHERE application_session = $1 RETURNING account_id", application_session)?;
    Ok(ended.into_iter().map(|(account,)| account).collect())
}
