//! The users of an application that has a sign-in of its own.
//!
//! The application says who somebody is, and Latchkey believes it as far as it believes a password: what comes next is the second factor. A
//! session that is opened this way belongs to one session of the application, and is worth nothing beside another.

use super::{Entrance, row, row::Account};
use crate::{
    Caller, Error, Latchkey, Opened, Session,
    audit::{Entry, Event},
    email, flow,
    session::{self, Untouched},
    standing,
    storage::Tx,
};
use sha2::{Digest, Sha256};

/// What the audit calls this way in.
const METHOD: &str = "application";

/// Longest id of a user; what applications have is far shorter.
const LONGEST_ID: usize = 256;
/// Longest name that is kept, in characters.
const LONGEST_NAME: usize = 100;

/// Somebody whom the application has signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct Visitor {
    /// The application's id of the user. It never changes and is never given to somebody else.
    pub id: String,
    /// What authenticator apps and pages call the user. It may change.
    pub name: String,
    /// What identifies the session that the application has with this browser. Only its hash is kept.
    pub session: String,
}

impl std::fmt::Debug for Visitor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Visitor").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Visitor {
    /// An application that names nobody, or no session, would make one account or one session of many.
    fn check(&self) -> Result<(), Error> {
        let named = !self.id.is_empty() && self.id.len() <= LONGEST_ID && !self.id.contains('\0');
        if named && !self.session.is_empty() {
            return Ok(());
        }
        tracing::error!("the application names a visitor without an id of 1 to {LONGEST_ID} bytes, or without a session");
        Err(Error::Unavailable)
    }

    /// The name as it may stand in a line of text and in an `otpauth:` label, in which a colon has a meaning.
    fn label(&self) -> String {
        let shown = |text: &str| {
            let shown: String = text.chars().filter(|c| !email::is_invisible(*c)).collect();
            let words: Vec<_> =
                shown.split(|c: char| c.is_whitespace() || c.is_control() || c == ':').filter(|word| !word.is_empty()).collect();
            words.join(" ").chars().take(LONGEST_NAME).collect::<String>()
        };
        [&self.name, &self.id].map(|text| shown(text)).into_iter().find(|text| !text.is_empty()).unwrap_or_else(|| "–".to_owned())
    }
}

impl Session {
    /// Whether this is a session of that visitor, in that very session of the application.
    #[must_use]
    pub fn is_of(&self, visitor: &Visitor) -> bool {
        self.subject.as_deref() == Some(visitor.id.as_str())
            && self.application_session.as_deref() == Some(binding(&visitor.session).as_slice())
    }

    /// Whether it was opened for a visitor of an application. Without the application it opens nothing.
    #[must_use]
    pub fn is_of_application(&self) -> bool {
        self.application_session.is_some()
    }
}

impl Latchkey {
    /// Opens a session for somebody whom the application has signed in. It is half as long as the account owes a second factor, like one
    /// after an accepted password. The first visit makes the account. Of requests in one session of the application that come without a cookie of
    /// ours, such as those of a program that keeps none, each gets the session that the one before left untouched.
    ///
    /// # Errors
    ///
    /// [`Error::SignInFailed`] for an account that was disabled; [`Error::Unavailable`], also for a visitor without an id or a session.
    pub async fn enter(&self, caller: &Caller, visitor: &Visitor, return_to: Option<&str>) -> Result<Opened, Error> {
        visitor.check()?;
        let mut tx = self.db.begin().await?;
        let account = self.account_of(&mut tx, caller, visitor).await?;
        if account.disabled_at.is_some() {
            return Err(Error::SignInFailed);
        }
        row::lock(tx.conn(), &account.id).await?;
        let binding = binding(&visitor.session);
        let policy = self.policy_on(tx.conn()).await?;
        let enrolled = standing::is_enrolled(tx.conn(), &account.id).await?;
        let level = flow::level_after_password(&policy, enrolled, self.now());
        let untouched = Untouched { account: &account.id, application_session: &binding, level, enrolled };
        if let Some(opened) = self.take_over(&mut tx, caller, untouched).await? {
            tx.commit().await?;
            return Ok(opened);
        }
        Entry::new(&account.id, caller, Event::SignIn).method(METHOD).record(tx.conn(), &self.world).await?;
        let entrance = Entrance { method: METHOD, application_session: Some(&binding), return_to };
        let opened = self.admit(&mut tx, caller, &account, entrance).await?;
        tx.commit().await?;
        Ok(opened)
    }

    /// Ends what was opened for a session of the application: for its sign-out. Without one there is nothing to end, which is no error.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn leave(&self, visitor_session: &str) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        let mut ended = session::delete_of_application(tx.conn(), &binding(visitor_session)).await?;
        ended.sort();
        ended.dedup();
        // The application has signed the user out: where they were isn't known here.
        let caller = Caller::default();
        for account in &ended {
            Entry::new(account, &caller, Event::SignOut).method(METHOD).record(tx.conn(), &self.world).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// The visitor's account, made if there is none, under the visitor's present name.
    async fn account_of(&self, tx: &mut Tx, caller: &Caller, visitor: &Visitor) -> Result<Account, Error> {
        let (id, label) = (self.world.id()?, visitor.label());
        let known = row::by_subject(tx.conn(), &visitor.id).await?;
        if known.is_none() && row::insert_subject(tx.conn(), &id, &visitor.id, &label, self.now()).await? {
            Entry::new(&id, caller, Event::SignUp).method(METHOD).record(tx.conn(), &self.world).await?;
        }
        // Of two first visits at once one has made the account, and both find it.
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

fn binding(session: &str) -> Vec<u8> {
    Sha256::digest(session.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(id: &str, name: &str) -> String {
        Visitor { id: id.into(), name: name.into(), session: "s".into() }.label()
    }

    #[test]
    fn a_name_is_one_line_without_a_colon() {
        assert_eq!(label("7", " Mira\r\n  Novák "), "Mira Novák");
        assert_eq!(label("7", "Dr:Mira\u{202e}"), "Dr Mira");
        assert_eq!(label("7", &"x".repeat(999)).len(), LONGEST_NAME);
    }

    #[test]
    fn who_has_no_name_goes_by_the_id() {
        assert_eq!(label("user-7", " \u{200b}:"), "user-7");
        assert_eq!(label("::", ""), "–");
    }
}
