//! Sign-up, sign-in with a password, and sign-in by an application.

mod sign_up;
mod visitor;

pub(crate) use sign_up::{signs_up, warn_of_administrator};

use crate::{
    Caller, Error, Latchkey, Level, NextStep, Opened, OwnAccount,
    account::row::{self, Account},
    audit::{Entry, Event},
    browser::{self, Admission},
    email::Spellings,
    flow, funnel,
    password::{SecretOwner, Slot, Throttle, rules},
    run_to_completion::run_to_completion,
    session::Opening,
    session_facts,
    storage::Tx,
    trust::TRUSTED,
};
use std::time::Duration;
use zeroize::Zeroizing;

/// How a session is begun.
struct Entrance<'a> {
    method: &'static str,
    /// The hash of the application's session that the new one is bound to.
    application_session: Option<&'a [u8]>,
    return_to: Option<&'a str>,
}

/// An attempt to sign in with a password.
struct Attempt {
    caller: Caller,
    /// The address as it is stored. `None` for an address without an account, whose password is checked all the same.
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

impl OwnAccount<'_> {
    /// Opens a session after the right password: a half one if a second factor is still to be proved or enrolled, otherwise a full one.
    ///
    /// An unknown address costs the same work and gets the same answer as a wrong password.
    ///
    /// # Errors
    ///
    /// [`Error::SignInFailed`], [`Error::PasswordRateLimited`], [`Error::Busy`].
    pub async fn sign_in(self, caller: &Caller, email: &str, password: &str, return_to: Option<&str>) -> Result<Opened, Error> {
        let spellings = Spellings::of(email);
        let stored = row::stored_email(self.latchkey.db().read().await?.conn(), spellings.in_order()).await?;
        let name = stored.clone().unwrap_or_else(|| spellings.name(email));
        let attempt = Attempt {
            caller: caller.clone(),
            email: stored,
            password: rules::normalise(password),
            throttle: Throttle::new(name, caller),
            return_to: return_to.map(str::to_owned),
        };
        attempt.throttle.admit(self.latchkey.db(), self.latchkey.now()).await?;
        let owner = SecretOwner::Email(attempt.throttle.name().to_owned());
        // The slot first: a request that is refused because the server is busy hasn't used up a guess.
        let slot = self.latchkey.hasher().claim(caller.network(), owner).await?.slot().await?;
        let latchkey = self.latchkey.clone();
        run_to_completion(async move { latchkey.account().guess_password(slot, &attempt).await }).await
    }

    /// Counts a password and checks it.
    async fn guess_password(self, mut slot: Slot, attempt: &Attempt) -> Result<Opened, Error> {
        let wait = attempt.throttle.reserve(self.latchkey.db(), self.latchkey.now()).await?;
        // If the hash was replaced during the check, the password is checked against the new one.
        for _ in 0..2 {
            let opened;
            (slot, opened) = self.try_password(slot, attempt, wait).await?;
            if let Some(opened) = opened {
                return Ok(opened);
            }
        }
        Err(Error::SignInFailed)
    }

    /// Checks the password and opens a session. No session if meanwhile the account's address or password was changed, or the password was rehashed.
    async fn try_password(self, slot: Slot, attempt: &Attempt, wait: Option<Duration>) -> Result<(Slot, Option<Opened>), Error> {
        let Attempt { caller, email, password, throttle, return_to } = attempt;
        let account = match email {
            Some(email) => row::by_email(self.latchkey.db().read().await?.conn(), email).await?,
            None => None,
        };
        // An account without a password costs the same work as an unknown address.
        let hash = account.as_ref().map(|account| account.password_hash.clone()).filter(|hash| !hash.is_empty());
        let (slot, fits) = slot.verify(self.latchkey.env().costs().password, password.clone(), hash).await?;
        let account = match account {
            Some(account) if fits && account.disabled_at.is_none() => account,
            other => {
                drop(slot);
                self.latchkey.refuse_password(caller, other.as_ref().map(|account| account.id.as_str()), wait).await?;
                return Err(Error::SignInFailed);
            }
        };
        let (slot, rehashed) = match self.latchkey.env().costs().password.is_outdated(&account.password_hash) {
            true => slot.hash(self.latchkey.env(), self.latchkey.env().costs().password, vec![password.clone()]).await?,
            false => (slot, vec![]),
        };

        let mut tx = self.latchkey.db().begin().await?;
        if !row::lock_with_hash(tx.conn(), &account).await? {
            return Ok((slot, None));
        }
        if let Some(hash) = rehashed.first() {
            row::replace_hash(tx.conn(), &account.id, &account.password_hash, hash).await?;
        }
        throttle.clear(tx.conn()).await?;
        Entry::new(&account.id, caller, Event::SignIn).method("password").record(tx.conn(), self.latchkey.env()).await?;
        let opened = self.latchkey.admit(&mut tx, caller, &account, Entrance::by_password(return_to.as_deref())).await?;
        tx.commit().await?;
        Ok((slot, Some(opened)))
    }
}

impl Latchkey {
    /// Opens the session after an accepted password or an application's word, and notes the step that it reached.
    async fn admit(&self, tx: &mut Tx, caller: &Caller, account: &Account, entrance: Entrance<'_>) -> Result<Opened, Error> {
        // An application knows the browsers of its users itself.
        let known = caller.browser().filter(|_| entrance.application_session.is_none());
        let Admission { policy, enrolled, trust } = browser::admission(tx.conn(), self, &account.id, known).await?;
        let owes = flow::level_after_password(&policy, &enrolled, self.now()) == Level::Half;
        let trust = trust.filter(|_| owes && !enrolled.is_empty());
        let level = if owes && trust.is_none() { Level::Half } else { Level::Full };
        let opening = Opening {
            enrolled: !enrolled.is_empty(),
            return_to: entrance.return_to,
            trust: trust.as_deref(),
            application: entrance.application_session.and_then(|session| Some((account.subject.as_deref()?, session))),
            ..Opening::new(account, level)
        };
        let opened = self.open_session(tx, caller, opening).await?;
        if level == Level::Full {
            browser::note(tx, self, caller, &opened.session).await?;
            let method = if trust.is_some() { TRUSTED } else { entrance.method };
            Entry::new(&account.id, caller, Event::SignInComplete).method(method).record(tx.conn(), self.env()).await?;
        }
        let facts = session_facts::load(tx.conn(), self, &opened.session).await?;
        let reached = flow::next_step(&policy, Some(&facts));
        let step = if trust.is_some() && reached == NextStep::Done { TRUSTED } else { reached.name() };
        funnel::reached(tx, &opened.session, self.now(), step).await?;
        Ok(opened.before(reached))
    }
}
