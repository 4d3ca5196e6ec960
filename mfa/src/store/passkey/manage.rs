//! Listing, renaming and removing passkeys.

use super::credential;
use crate::{
    Caller, Error, Method, Passkeys, Sensitive, Session,
    account::row,
    administrators::Administrators,
    audit::{Entry, Event},
    name, notice_mail, recovery_code, session, view, ways_in,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

impl<'a> Passkeys<'a> {
    /// The origin of the installation as browsers write it: scheme, host, and the port unless it is the scheme's default.
    pub fn origin(self) -> &'a str {
        self.latchkey.relying_party().origin()
    }

    /// Why there can't be passkeys at the public origin. `None` if there can be.
    pub fn obstacle(self) -> Option<view::PasskeyObstacle> {
        self.latchkey.relying_party().obstacle()
    }

    /// The passkeys, oldest first.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn list(self, session: &Session) -> Result<Vec<view::Passkey>, Error> {
        session.require_full()?;
        credential::shown(self.latchkey.db().read().await?.conn(), &session.account_id).await
    }

    /// The account's passkeys as the browser's password manager should know them. `None` for an account that never had any.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn signal(self, session: &Session) -> Result<Option<view::PasskeySignal>, Error> {
        session.require_full()?;
        let mut read = self.latchkey.db().read().await?;
        let Some(handle) = credential::known_handle(read.conn(), &session.account_id).await? else { return Ok(None) };
        let passkeys = credential::credentials_of(read.conn(), &session.account_id).await?;
        Ok(Some(view::PasskeySignal {
            relying_party: self.latchkey.relying_party().id().to_owned(),
            user: URL_SAFE_NO_PAD.encode(handle),
            name: session.email.clone(),
            credentials: passkeys.iter().map(|passkey| URL_SAFE_NO_PAD.encode(&passkey.credential.cred_id)).collect(),
        }))
    }

    /// Gives a passkey another name.
    ///
    /// # Errors
    ///
    /// [`Error::NameInvalid`]; [`Error::NotFound`] for a passkey that doesn't exist or belongs to another account.
    pub async fn rename(self, caller: &Caller, session: &Session, id: &str, name: &str) -> Result<(), Error> {
        session.require_full()?;
        let name = name::check(name)?;
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        if !credential::rename(tx.conn(), id, &session.account_id, name).await? {
            return Err(Error::NotFound);
        }
        Entry::new(&session.account_id, caller, Event::PasskeyRenamed).detail(name).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Removes a passkey. Recovery codes are removed with the last method, since they stand in for a method.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`]; [`Error::NotFound`]; [`Error::LastMethod`] if the policy requires that the account has one, or if
    /// an account without a password would have fewer than two ways in;
    /// [`Error::LastAdministrator`] if no administrator could sign in any more.
    pub async fn remove(self, caller: &Caller, session: &Session, id: &str) -> Result<(), Error> {
        self.latchkey.admit_to_lock(session, Sensitive::RemoveMethod).await?;
        let mut tx = self.latchkey.db().begin().await?;
        let administrators = Administrators::lock_for_removal(tx.conn(), session).await?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        let facts = self.latchkey.require_step_up(tx.conn(), session, &policy, Sensitive::RemoveMethod).await?;
        let passkeys = credential::shown(tx.conn(), &session.account_id).await?;
        let removed = passkeys.iter().find(|passkey| passkey.id == id).ok_or(Error::NotFound)?;
        let ways = ways_in::load(tx.conn(), self.latchkey, &policy, &session.account_id).await?;
        if !facts.may_remove(&policy, Method::Passkey) || !ways.may_lose_passkey() {
            return Err(Error::LastMethod);
        }
        if !credential::delete(tx.conn(), id, &session.account_id).await? {
            return Err(Error::NotFound);
        }
        if facts.factors() == 1 {
            recovery_code::delete_all(tx.conn(), &session.account_id).await?;
        }
        administrators.require_one_left(tx.conn(), &policy).await?;
        let entry = Entry::new(&session.account_id, caller, Event::PasskeyRemoved).method(Method::Passkey.as_str());
        let mailbox = row::mailbox(tx.conn(), &session.account_id).await?;
        notice_mail::record(tx.conn(), self.latchkey, &mailbox, entry.detail(&removed.name)).await?;
        tx.commit().await?;
        Ok(())
    }
}
