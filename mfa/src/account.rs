//! Accounts: signing up, signing in, changing the address or the password, leaving; and those of an application's users, who do none of this here.

pub(crate) mod collision;
mod credential;
mod email;
pub(crate) mod row;
mod settle;
mod visitor;

pub use collision::AddressCollision;
pub use email::EmailChange;
pub(crate) use email::NewEmail;
pub(crate) use settle::settle;
pub use visitor::Visitor;

use crate::{
    Caller, Error, Latchkey, Level, Opened, Sensitive, Session,
    administrators::{self, Administrators},
    audit::{Entry, Event},
    email::{Email, Spellings},
    flow, funnel,
    password::{SecretOwner, Slot, Throttle, rules},
    session::Opening,
    standing,
    storage::{Tx, execute, optional},
    to_the_end::to_the_end,
};
use row::Account;
use std::time::Duration;
use zeroize::Zeroizing;

/// How somebody came in.
struct Entrance<'a> {
    method: &'static str,
    /// The session of the application for which alone the new one counts.
    application_session: Option<&'a [u8]>,
    return_to: Option<&'a str>,
}

/// Somebody who says that they know a password.
struct Attempt {
    caller: Caller,
    /// As it is stored. `None` for an address that nobody has, which is checked like any other.
    email: Option<String>,
    password: Zeroizing<String>,
    throttle: Throttle,
    return_to: Option<String>,
}

impl<'a> Entrance<'a> {
    fn by_password(return_to: Option<&'a str>) -> Self {
        Self { method: "password", application_session: None, return_to }
    }
}

impl Latchkey {
    /// Makes an account and opens its first session.
    ///
    /// # Errors
    ///
    /// [`Error::EmailInvalid`], [`Error::EmailUnavailable`], a password rule, [`Error::Busy`].
    pub async fn sign_up(&self, caller: &Caller, email: &str, password: &str, return_to: Option<&str>) -> Result<Opened, Error> {
        let spellings = Spellings::of(email);
        let email = Email::parse(email).ok_or(Error::EmailInvalid)?;
        let password = rules::normalise(password);
        let policy = self.policy().await?;
        rules::check(&password, policy.minimum_password_length(self.now()), &email, &self.settings.issuer)?;
        let owner = SecretOwner::Email(email.as_str().to_owned());
        let slot = self.hasher.claim(caller.network(), owner).await?.slot().await?;
        let slot = self.require_strength(slot, &password, &email).await?;
        let (slot, mut hashes) = slot.hash(&self.world, self.world.costs().password, vec![password]).await?;
        drop(slot);
        let password_hash = hashes.pop().ok_or(Error::Unavailable)?;

        let mut tx = self.db.begin().await?;
        if self.settings.first_is_administrator {
            // Of two first accounts at once, one is the first.
            administrators::lock_first(tx.conn()).await?;
        }
        let first = self.settings.first_is_administrator && row::are_none(tx.conn()).await?;
        let account = Account { administrator: first, ..Account::new(self.world.id()?, &email, password_hash) };
        if collision::is_taken(tx.conn(), &spellings).await? || !row::insert(tx.conn(), &account, self.now()).await? {
            return Err(Error::EmailUnavailable);
        }
        Entry::new(&account.id, caller, Event::SignUp).record(tx.conn(), &self.world).await?;
        if first {
            Entry::new(&account.id, caller, Event::AdministratorGranted).record(tx.conn(), &self.world).await?;
        }
        let opened = self.admit(&mut tx, caller, &account, Entrance::by_password(return_to)).await?;
        tx.commit().await?;
        if first {
            tracing::warn!("the first account of this server is its administrator");
        }
        Ok(opened)
    }

    /// Opens a session for whoever knows the password. It is half as long as the account owes a second factor.
    ///
    /// An unknown address costs the same work and gets the same answer as a wrong password.
    ///
    /// # Errors
    ///
    /// [`Error::SignInFailed`], [`Error::PasswordRateLimited`], [`Error::Busy`].
    pub async fn sign_in(&self, caller: &Caller, email: &str, password: &str, return_to: Option<&str>) -> Result<Opened, Error> {
        let spellings = Spellings::of(email);
        let stored = row::stored_email(self.db.read().await?.conn(), spellings.in_order()).await?;
        let name = stored.clone().unwrap_or_else(|| spellings.name(email));
        let attempt = Attempt {
            caller: caller.clone(),
            email: stored,
            password: rules::normalise(password),
            throttle: Throttle::new(name, caller),
            return_to: return_to.map(str::to_owned),
        };
        attempt.throttle.admit(&self.db, self.now()).await?;
        let owner = SecretOwner::Email(attempt.throttle.name().to_owned());
        // A slot first: somebody who is told that the server is busy hasn't guessed yet.
        let slot = self.hasher.claim(caller.network(), owner).await?.slot().await?;
        let latchkey = self.clone();
        to_the_end(async move { latchkey.guess_password(slot, &attempt).await }).await
    }

    /// Counts a password, and looks at it.
    async fn guess_password(&self, mut slot: Slot, attempt: &Attempt) -> Result<Opened, Error> {
        let wait = attempt.throttle.reserve(&self.db, self.now()).await?;
        // A password that fits a hash that has been replaced meanwhile is held against the new one.
        for _ in 0..2 {
            let opened;
            (slot, opened) = self.try_password(slot, attempt, wait).await?;
            if let Some(opened) = opened {
                return Ok(opened);
            }
        }
        Err(Error::SignInFailed)
    }

    /// Checks the password and opens a session. No session if the account's address or password was changed, or the password
    /// hashed anew, while it was checked.
    async fn try_password(&self, slot: Slot, attempt: &Attempt, wait: Option<Duration>) -> Result<(Slot, Option<Opened>), Error> {
        let Attempt { caller, email, password, throttle, return_to } = attempt;
        let account = match email {
            Some(email) => row::by_email(self.db.read().await?.conn(), email).await?,
            None => None,
        };
        let hash = account.as_ref().map(|account| account.password_hash.clone());
        let (slot, fits) = slot.verify(self.world.costs().password, password.clone(), hash).await?;
        let account = match account {
            Some(account) if fits && account.disabled_at.is_none() => account,
            other => {
                drop(slot);
                self.refuse_password(caller, other.as_ref().map(|account| account.id.as_str()), wait).await?;
                return Err(Error::SignInFailed);
            }
        };
        let (slot, rehashed) = match self.world.costs().password.is_outdated(&account.password_hash) {
            true => slot.hash(&self.world, self.world.costs().password, vec![password.clone()]).await?,
            false => (slot, vec![]),
        };

        let mut tx = self.db.begin().await?;
        if !row::lock_with_hash(tx.conn(), &account).await? {
            return Ok((slot, None));
        }
        if let Some(hash) = rehashed.first() {
            row::replace_hash(tx.conn(), &account.id, &account.password_hash, hash).await?;
        }
        throttle.clear(tx.conn()).await?;
        Entry::new(&account.id, caller, Event::SignIn).method("password").record(tx.conn(), &self.world).await?;
        let opened = self.admit(&mut tx, caller, &account, Entrance::by_password(return_to.as_deref())).await?;
        tx.commit().await?;
        Ok((slot, Some(opened)))
    }

    /// Deletes the account with everything that belongs to it; what the audit says of it stays, by its id only.
    ///
    /// # Errors
    ///
    /// [`Error::StepUpRequired`]; [`Error::LastAdministrator`] while other accounts are left without an administrator who can get in.
    pub async fn delete_account(&self, caller: &Caller, session: &Session) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        let administrators = Administrators::lock(tx.conn()).await?;
        row::lock(tx.conn(), &session.account_id).await?;
        let policy = self.policy_on(tx.conn()).await?;
        self.require_step_up(tx.conn(), session, &policy, Sensitive::DeleteAccount).await?;
        let administrator = row::by_id(tx.conn(), &session.account_id).await?.is_some_and(|account| account.administrator);
        let other = optional!((String,), tx.conn(), "SELECT id FROM account WHERE id <> $1 LIMIT 1", &session.account_id)?;
        if administrator && other.is_some() && !administrators.any_beside(&[&session.account_id], &policy) {
            return Err(Error::LastAdministrator);
        }
        execute!(tx.conn(), "DELETE FROM account WHERE id = $1", &session.account_id)?;
        collision::forget(tx.conn()).await?;
        Entry::new(&session.account_id, caller, Event::AccountDeleted).record(tx.conn(), &self.world).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Opens the session that an accepted password earns, or the application's word, and notes which step it reached.
    async fn admit(&self, tx: &mut Tx, caller: &Caller, account: &Account, entrance: Entrance<'_>) -> Result<Opened, Error> {
        let policy = self.policy_on(tx.conn()).await?;
        let enrolled = standing::is_enrolled(tx.conn(), &account.id).await?;
        let level = flow::level_after_password(&policy, enrolled, self.now());
        let opening = Opening {
            account_id: &account.id,
            email: account.shown(),
            administrator: account.administrator,
            level,
            enrolled,
            return_to: entrance.return_to,
            proved: None,
            application: entrance.application_session.and_then(|session| Some((account.subject.as_deref()?, session))),
        };
        let opened = self.open_session(tx, caller, opening).await?;
        if level == Level::Full {
            Entry::new(&account.id, caller, Event::SignInComplete).method(entrance.method).record(tx.conn(), &self.world).await?;
        }
        let standing = standing::load(tx.conn(), self, &opened.session).await?;
        let reached = flow::next_step(&policy, Some(&standing));
        funnel::reached(tx, &opened.session, self.now(), reached.name()).await?;
        Ok(opened)
    }

    /// Reports a wrong password, with the wait that began with it, whether there is such an account or not: the work is the same.
    async fn refuse_password(&self, caller: &Caller, account: Option<&str>, wait: Option<Duration>) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        let refused = Entry { account, ..Entry::new("", caller, Event::PasswordRefused) }.method("password");
        refused.record(tx.conn(), &self.world).await?;
        if let Some(wait) = wait {
            let seconds = wait.as_secs().to_string();
            Entry { event: Event::PasswordsPaused, ..refused }.detail(&seconds).record(tx.conn(), &self.world).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Refuses a new password that is guessed quickly.
    async fn require_strength(&self, slot: Slot, password: &Zeroizing<String>, email: &Email) -> Result<Slot, Error> {
        let (password, email, issuer) = (password.clone(), email.clone(), self.settings.issuer.clone());
        Ok(slot.work(move || rules::check_strength(&password, &email, &issuer)).await?.0)
    }
}
