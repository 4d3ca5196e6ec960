//! The users of an application that has its own sign-in.
//!
//! The application vouches for a user, and Latchkey trusts it as far as a password: the next step is the second factor. A session opened this way is
//! bound to one session of the application, and isn't valid beside another.

use super::Entrance;
use crate::{
    Caller, Error, Latchkey, Opened, Session, Visitor,
    account::{
        notice_address,
        row::{self, Account, Mailbox},
    },
    audit::{Entry, Event},
    flow,
    session::{self, Untouched},
    session_facts,
    storage::Tx,
    visitor::VisitorMail,
};

/// The method that the audit names.
const METHOD: &str = "application";

impl Latchkey {
    /// Opens a session for a user whom the application has signed in: a half one if a second factor is still to be proved or enrolled, otherwise a
    /// full one, as after an accepted password. The first visit makes the account. Several requests in one session of the application may come
    /// without Latchkey's cookie, such as those of a program that keeps none: each takes over the session that the one before left untouched.
    ///
    /// # Errors
    ///
    /// [`Error::SignInFailed`] for a disabled account; [`Error::Unavailable`], also for a visitor without an id or a session.
    pub async fn enter(&self, caller: &Caller, visitor: &Visitor, return_to: Option<&str>) -> Result<Opened, Error> {
        visitor.check()?;
        let mut tx = self.db().begin().await?;
        let account = self.account_of(&mut tx, caller, visitor).await?;
        let Mailbox { address, language, .. } = row::lock_enabled(tx.conn(), &account.id).await?;
        self.keep_mail(&mut tx, &account.id, &VisitorMail { address, language }, visitor).await?;
        let binding = Visitor::binding(&visitor.session);
        let (policy, enrolled) = session_facts::policy_and_enrolled(tx.conn(), self, &account.id).await?;
        let level = flow::level_after_password(&policy, &enrolled, self.now());
        let untouched = Untouched { account: &account.id, application_session: &binding, level, enrolled: !enrolled.is_empty() };
        if let Some(opened) = self.take_over(&mut tx, caller, untouched).await? {
            tx.commit().await?;
            return Ok(opened);
        }
        Entry::new(&account.id, caller, Event::SignIn).method(METHOD).record(tx.conn(), self.env()).await?;
        let entrance = Entrance { method: METHOD, application_session: Some(&binding), return_to };
        let opened = self.admit(&mut tx, caller, &account, entrance).await?;
        tx.commit().await?;
        Ok(opened)
    }

    /// Ends the sessions bound to a session of the application, for its sign-out. It is no error if there is none.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn leave(&self, visitor_session: &str) -> Result<(), Error> {
        // The application has signed the user out, so the browser and its address aren't known here.
        self.leave_by(&Caller::default(), visitor_session).await
    }

    /// Ends the sessions bound to a session of the application, on behalf of its server, which has a key.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn leave_by(&self, caller: &Caller, visitor_session: &str) -> Result<(), Error> {
        let mut tx = self.db().begin().await?;
        let mut ended = session::delete_of_application(tx.conn(), &Visitor::binding(visitor_session)).await?;
        ended.sort();
        ended.dedup();
        for account in &ended {
            Entry::new(account, caller, Event::SignOut).method(METHOD).record(tx.conn(), self.env()).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Stores the address and the language that the application reports for the visitor of this session, if they differ from those that the session was
    /// read with. Returns whether they do: what was read with the session may be out of date then, since storing waits for the account's lock.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn note_visitor(&self, session: &Session, visitor: &Visitor) -> Result<bool, Error> {
        if !session.is_of(visitor) || !differs(&session.mail, &visitor.mail()) {
            return Ok(false);
        }
        let mut tx = self.db().begin().await?;
        let Mailbox { address, language, .. } = row::lock(tx.conn(), &session.account_id).await?.ok_or(Error::NotSignedIn)?;
        self.keep_mail(&mut tx, &session.account_id, &VisitorMail { address, language }, visitor).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The same under the account's lock. A previous address gets notices for a while, as with Latchkey's own accounts.
    async fn keep_mail(&self, tx: &mut Tx, account: &str, stored: &VisitorMail, visitor: &Visitor) -> Result<(), Error> {
        let VisitorMail { address, language } = visitor.mail();
        if stored.address != address {
            notice_address::keep_previous(tx.conn(), account, self.now()).await?;
        }
        if differs(stored, &VisitorMail { address: address.clone(), language: language.clone() }) {
            row::set_mailbox(tx.conn(), account, (address.as_deref(), language.as_deref()), self.now()).await?;
        }
        Ok(())
    }

    /// The visitor's account, created if necessary, under the visitor's present name.
    async fn account_of(&self, tx: &mut Tx, caller: &Caller, visitor: &Visitor) -> Result<Account, Error> {
        let (id, label) = (self.env().id()?, visitor.label());
        let known = row::by_subject(tx.conn(), &visitor.id).await?;
        if known.is_none() && row::insert_subject(tx.conn(), &id, &visitor.id, &label, self.now()).await? {
            Entry::new(&id, caller, Event::SignUp).method(METHOD).record(tx.conn(), self.env()).await?;
        }
        // Of two simultaneous first visits, one has made the account and both find it.
        let account = match known {
            Some(account) => account,
            None => row::by_subject(tx.conn(), &visitor.id).await?.ok_or(Error::Unavailable)?,
        };
        if account.label.as_deref() == Some(label.as_str()) {
            return Ok(account);
        }
        row::rename(tx.conn(), &account.id, &label).await?;
        Ok(Account { label: Some(label), ..account })
    }
}

/// Whether the reported mailbox has to be stored. An application that reports no language leaves the stored one.
fn differs(stored: &VisitorMail, reported: &VisitorMail) -> bool {
    stored.address != reported.address || reported.language.is_some() && stored.language != reported.language
}
