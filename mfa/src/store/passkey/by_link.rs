//! Creating a passkey with a link, without a session: the first one of a new account, or another one after all were lost.
//!
//! ```text
//!  page of the link ─► begin ──► options, and a ceremony: bound to the link
//!                      finish ─► the ceremony is taken ─► the answer is verified ─► the link is taken ─┬─► new account ─┐
//!                                                                                                      └─► its account ─┴─► passkey, full session
//! ```
//!
//! There is no account before the passkey is verified. Until then, the link holds the handle that authenticators keep, so that a second try replaces the
//! passkey of the first one on the same device.

use super::{
    ceremony::{self, Binding, Kept, Kind, Options},
    credential,
    register::{Verified, creation, excluded},
};
use crate::{
    Caller, Error, LinkPurpose, Method, Opened, Passkeys, Purpose, Token,
    account::{
        collision,
        row::{self, Account},
    },
    administrators::{keep_policy, lock_administration},
    audit::{Entry, Event},
    browser,
    email::{Email, Spellings},
    funnel,
    mail_link::{self, StoredLink},
    notice_mail,
    recovery_code::{self, passwordless_account},
    run_to_completion::run_to_completion,
    session::{self, Opening},
    sign_in::{signs_up, warn_of_administrator},
    storage::{Conn, Tx},
};
use serde_json::Value;
use webauthn_rs::prelude::Uuid;

/// The key under which a link's ceremonies are kept.
fn beginner(token: &Token) -> String {
    hex::encode(token.hash())
}

fn binding(beginner: &str) -> Binding<'_> {
    Binding { kind: Kind::ByLink, beginner, account: None }
}

impl Passkeys<'_> {
    /// Begins to create a passkey with the token of a link.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`]; [`Error::MethodDisabled`] if the policy has no passkeys, or the origin allows none; [`Error::EmailUnavailable`] if another
    /// account has got the address since.
    pub async fn begin_by_link(self, token: &str) -> Result<Options, Error> {
        let webauthn = self.latchkey.relying_party().webauthn()?;
        let (token, now) = (Token::parse(token).ok_or(Error::LinkOver)?, self.latchkey.now());
        let mut tx = self.latchkey.db().begin().await?;
        let (purpose, link) = self.find_link(tx.conn(), &token).await?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        if !policy.passkey {
            return Err(Error::MethodDisabled);
        }
        let fresh = self.latchkey.env().random::<16>()?;
        let (handle, name, others) = if purpose == LinkPurpose::NewPasskey {
            let account = passwordless_account(tx.conn(), &link).await?;
            // No limit: the lost ones are listed for removal afterwards.
            let others = excluded(tx.conn(), &account.id).await?;
            (credential::handle(tx.conn(), &account.id, &fresh).await?, account.shown().to_owned(), others)
        } else {
            let (email, spellings) = address_of(&link)?;
            if collision::is_taken(tx.conn(), &spellings).await? {
                return Err(Error::EmailUnavailable);
            }
            let handle = mail_link::handle(tx.conn(), &token, &fresh, now).await?.ok_or(Error::LinkOver)?;
            (handle, email.in_own_script().unwrap_or_else(|| email.as_str().to_owned()), vec![])
        };
        let handle = Uuid::from_slice(&handle).map_err(|_| Error::Unavailable)?;
        let (mut creation, state) = creation(webauthn, handle, &name)?;
        creation.public_key.exclude_credentials = Some(others);
        let options = Options::new(&creation.public_key)?;
        let kept = Kept { purpose: &Purpose::Session, return_to: None };
        ceremony::insert(tx.conn(), binding(&beginner(&token)), &creation.public_key.challenge, &state, kept, now).await?;
        tx.commit().await?;
        Ok(options)
    }

    /// Stores the passkey that the browser created (a `RegistrationResponseJSON`), uses up the link, and opens a full session. A link for a sign-up creates
    /// the account, and confirms its address if it was mailed. Recovery codes are created if the account has none. `device` names a passkey of an
    /// unknown maker.
    ///
    /// # Errors
    ///
    /// [`Error::MalformedRequest`]; [`Error::PasskeyCeremonyOver`]; [`Error::PasskeyUserNotVerified`]; [`Error::PasskeyRefused`];
    /// [`Error::PasskeyAlreadyRegistered`]; and those of [`Passkeys::begin_by_link`].
    pub async fn finish_by_link(self, caller: &Caller, token: &str, answer: &Value, device: &str) -> Result<Opened, Error> {
        let token = Token::parse(token).ok_or(Error::LinkOver)?;
        let (latchkey, caller, answer, device) = (self.latchkey.clone(), caller.clone(), answer.clone(), device.to_owned());
        run_to_completion(async move { latchkey.passkeys().create_by_link(&caller, &token, &answer, &device).await }).await
    }

    async fn create_by_link(self, caller: &Caller, token: &Token, answer: &Value, device: &str) -> Result<Opened, Error> {
        let Verified { credential, aaguid, .. } = self.verify_registration(binding(&beginner(token)), answer).await?;
        let mut tx = self.latchkey.db().begin().await?;
        match self.latchkey.settings().first_is_administrator {
            // The account may become the first administrator.
            true => lock_administration(tx.conn()).await?,
            false => keep_policy(tx.conn()).await?,
        }
        let (purpose, link) = self.find_link(tx.conn(), token).await?;
        let owner = match purpose {
            LinkPurpose::NewPasskey => Owner::Known(self.lock_owner(&mut tx, &link).await?),
            _ => Owner::New(address_of(&link)?),
        };
        // Of two answers with the same link, one gets the row. An account is locked before it, as by all changes that end an account's links.
        let link = mail_link::take(tx.conn(), token, purpose, self.latchkey.now()).await?.ok_or(Error::LinkOver)?;
        let policy = self.latchkey.policy_on(tx.conn()).await?;
        if !policy.passkey {
            return Err(Error::MethodDisabled);
        }
        let account = match owner {
            Owner::Known(account) => account,
            Owner::New((email, spellings)) => {
                // Without a handle, no passkey was asked for.
                let handle = link.passkey_handle.as_ref().ok_or(Error::PasskeyCeremonyOver)?;
                let account = self.latchkey.account();
                let account = account.insert_account(&mut tx, caller, (&email, &spellings), String::new(), Some((purpose, &link))).await?;
                credential::handle(tx.conn(), &account.id, handle).await?;
                account
            }
        };
        let name = self.store(&mut tx, &account.id, (credential, aaguid), device).await?;
        let opened = self.open_with(&mut tx, caller, (&account, purpose), (&link, &name)).await?;
        tx.commit().await?;
        if account.administrator && signs_up(purpose) {
            warn_of_administrator();
        }
        Ok(opened)
    }

    /// Records the passkey and opens the session. After all passkeys were lost, every other session ends.
    async fn open_with(
        self,
        tx: &mut Tx,
        caller: &Caller,
        (account, purpose): (&Account, LinkPurpose),
        (link, name): (&StoredLink, &str),
    ) -> Result<Opened, Error> {
        let entry = |event| Entry::new(&account.id, caller, event).method(Method::Passkey.as_str()).detail(name);
        if signs_up(purpose) {
            entry(Event::PasskeyAdded).record(tx.conn(), self.latchkey.env()).await?;
        } else {
            session::delete_all(tx.conn(), &account.id).await?;
            mail_link::delete_of_account(tx.conn(), &account.id).await?;
            let mailbox = row::mailbox(tx.conn(), &account.id).await?;
            notice_mail::record(tx.conn(), self.latchkey, &mailbox, entry(Event::PasskeyAdded)).await?;
        }
        let opening = Opening::by_passkey(account, link.return_to.as_deref());
        let opened = self.latchkey.open_session(tx, caller, opening).await?;
        browser::note(tx, self.latchkey, caller, &opened.session).await?;
        entry(Event::SignInComplete).record(tx.conn(), self.latchkey.env()).await?;
        let next = recovery_code::ensure(tx, self.latchkey, caller, &opened.session).await?.next_step();
        funnel::reached(tx, &opened.session, self.latchkey.now(), next.name()).await?;
        Ok(opened.before(next))
    }

    /// The link of a token, if it creates a passkey.
    async fn find_link(self, conn: Conn<'_>, token: &Token) -> Result<(LinkPurpose, StoredLink), Error> {
        let link = mail_link::find(conn, token, self.latchkey.now()).await?;
        let (purpose, link) = link.and_then(|link| Some((link.purpose()?, link))).ok_or(Error::LinkOver)?;
        let fits = signs_up(purpose) && self.latchkey.may_sign_up_by(purpose) || purpose == LinkPurpose::NewPasskey;
        if fits { Ok((purpose, link)) } else { Err(Error::LinkOver) }
    }

    async fn lock_owner(self, tx: &mut Tx, link: &StoredLink) -> Result<Account, Error> {
        let id = link.account_id.as_deref().ok_or(Error::LinkOver)?;
        row::lock(tx.conn(), id).await?.ok_or(Error::LinkOver)?;
        passwordless_account(tx.conn(), link).await
    }
}

/// The account that gets the passkey.
enum Owner {
    Known(Account),
    /// A new one, with this address.
    New((Email, Spellings)),
}

/// The address of a link for a sign-up.
fn address_of(link: &StoredLink) -> Result<(Email, Spellings), Error> {
    Ok((Email::parse(&link.address).ok_or(Error::EmailInvalid)?, Spellings::of(&link.address)))
}
