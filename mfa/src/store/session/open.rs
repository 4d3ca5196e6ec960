//! Opening a session.

use super::{Opened, end_oldest, lifetime::life};
use crate::{
    Caller, Error, Latchkey, Level, Method, Purpose, Session, Token,
    account::row::Account,
    storage::{Tx, execute},
    visitor::VisitorMail,
};

/// The properties of a session to be opened.
pub(crate) struct Opening<'a> {
    pub(crate) account_id: &'a str,
    pub(crate) email: &'a str,
    pub(crate) administrator: bool,
    pub(crate) level: Level,
    pub(crate) enrolled: bool,
    pub(crate) return_to: Option<&'a str>,
    /// The method that opens it, if it isn't opened by a password or an application.
    pub(crate) proved: Option<Method>,
    /// The id of the trust in the browser that takes the place of a proof.
    pub(crate) trust: Option<&'a str>,
    /// For an application's user: the application's id of the user, and the hash of its session.
    pub(crate) application: Option<(&'a str, &'a [u8])>,
}

impl<'a> Opening<'a> {
    /// A session of an account without a method, opened by a password.
    pub(crate) fn new(account: &'a Account, level: Level) -> Self {
        Self {
            account_id: &account.id,
            email: account.shown(),
            administrator: account.administrator,
            level,
            enrolled: false,
            return_to: None,
            proved: None,
            trust: None,
            application: None,
        }
    }

    /// A full session of an account, opened by a passkey.
    pub(crate) fn by_passkey(account: &'a Account, return_to: Option<&'a str>) -> Self {
        Self { enrolled: true, return_to, proved: Some(Method::Passkey), ..Self::new(account, Level::Full) }
    }

    /// The proof that opens the session, as it is stored.
    fn opened_by(&self) -> &'static str {
        match self.proved {
            _ if self.application.is_some() => "application",
            Some(method) => method.as_str(),
            None => "password",
        }
    }
}

impl Latchkey {
    /// Opens a session, after a password or a passkey was accepted or an application vouched for its user.
    pub(crate) async fn open_session(&self, tx: &mut Tx, caller: &Caller, opening: Opening<'_>) -> Result<Opened, Error> {
        let now = self.now();
        let token = Token::generate(self.env())?;
        let life = life(self.settings(), opening.level, opening.enrolled);
        let session = Session {
            id: self.env().id()?,
            account_id: opening.account_id.to_owned(),
            email: opening.email.to_owned(),
            administrator: opening.administrator,
            level: opening.level,
            created_at: now,
            proved_at: opening.proved.map(|_| now),
            proved_method: opening.proved.map(|method| method.as_str().to_owned()),
            trusted: opening.trust.is_some(),
            has_trust: opening.trust.is_some(),
            return_to: opening.return_to.map(str::to_owned),
            purpose: Purpose::Session,
            granted: None,
            granted_by: None,
            demoted: false,
            password_by_mail: false,
            password_due: false,
            recovery: None,
            subject: opening.application.map(|(subject, _)| subject.to_owned()),
            application_session: opening.application.map(|(_, session)| session.to_owned()),
            mail: VisitorMail::default(),
            token_hash: token.hash(),
        };
        execute!(
            tx.conn(),
            "INSERT INTO session (id, token_hash, account_id, level, created_at, last_seen_at, expires_at, return_to, agent, address,
                                  application_session, proved_at, proved_method, trust_id, opened_by)
             VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            &session.id,
            &session.token_hash,
            &session.account_id,
            session.level.as_str(),
            now.0,
            (now + life).0,
            &session.return_to,
            &caller.agent,
            &caller.address,
            &session.application_session,
            session.proved_at.map(|at| at.0),
            &session.proved_method,
            opening.trust,
            opening.opened_by()
        )?;
        end_oldest(tx.conn(), &session).await?;
        Ok(Opened::new(token, session))
    }
}
