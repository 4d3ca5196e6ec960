//! The way back into an account without a password whose passkeys are lost: a link to its confirmed address, and a backup code.
//!
//! ```text
//!  mail ──► page of the link ──► backup code right ──► page of another link ──► passkey created ──► signed in
//!                │                  (both used up,        (creates a passkey,
//!                └─ code wrong:      at once)              and nothing else)
//!                   counted like any other code
//! ```
//!
//! Neither the mailbox nor a code opens anything alone. NIST SP 800-63B-4 §4.2.2.2 asks for two codes by different ways.

use super::{code, prove, set};
use crate::{
    Caller, Error, LinkPurpose, OwnAccount, Token,
    account::row::{self, Account},
    audit::{Entry, Event},
    email::Spellings,
    guess,
    mail_link::{self, NewLink, StoredLink},
    notice_mail::Notice,
    password::{SecretOwner, Slot},
    proof::RECOVERY_CODE,
    run_to_completion::run_to_completion,
    storage::Conn,
};
use zeroize::Zeroizing;

impl OwnAccount<'_> {
    /// Uses up a link to the account's address together with a recovery code, and returns the token of the link whose page creates a passkey.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`], also after five wrong codes; [`Error::MfaRecoveryCodeMalformed`]; [`Error::MfaInvalidRecoveryCode`]; the guess limits, which
    /// are shared with all other codes; [`Error::MethodDisabled`] if the policy has no passkeys; [`Error::Busy`].
    pub async fn prove_lost_passkey(self, caller: &Caller, token: &str, typed: &str) -> Result<Token, Error> {
        let token = Token::parse(token).ok_or(Error::LinkOver)?;
        let code = code::parse(typed)?;
        let mut read = self.latchkey.db().read().await?;
        let link = mail_link::find(read.conn(), &token, self.latchkey.now()).await?;
        let link = link.filter(|link| link.purpose() == Some(LinkPurpose::LostPasskey)).ok_or(Error::LinkOver)?;
        let account = passwordless_account(read.conn(), &link).await?;
        let policy = self.latchkey.policy_on(read.conn()).await?;
        drop(read);
        if !policy.passkey {
            return Err(Error::MethodDisabled);
        }
        // The slot first: a request that is refused because the server is busy hasn't used up a guess.
        let slot = self.latchkey.hasher().claim(caller.network(), SecretOwner::Account(account.id.clone())).await?.slot().await?;
        let (latchkey, caller) = (self.latchkey.clone(), caller.clone());
        run_to_completion(async move { latchkey.account().guess_with_link(slot, &caller, (&token, &account.id), &code).await }).await
    }

    async fn guess_with_link(
        self,
        slot: Slot,
        caller: &Caller,
        (token, account): (&Token, &str),
        code: &Zeroizing<String>,
    ) -> Result<Token, Error> {
        let counted = guess::reserve_with_link(self.latchkey.db(), account, token, self.latchkey.now()).await?;
        let entry = Entry::new(account, caller, Event::RecoveryCodeRefused).method(RECOVERY_CODE);
        let outcome = self.check_and_exchange(slot, caller, (token, account), code).await;
        self.latchkey.conclude(outcome, entry, &counted).await
    }

    /// `None` if the code is wrong.
    async fn check_and_exchange(
        self,
        slot: Slot,
        caller: &Caller,
        (token, account): (&Token, &str),
        code: &Zeroizing<String>,
    ) -> Result<Option<Token>, Error> {
        match prove::check(self.latchkey, slot, account, code).await? {
            Some(set) => self.exchange(caller, (token, account), (&set, code)).await,
            None => Ok(None),
        }
    }

    /// Uses up link and code in one transaction. `None` if another request used the code first.
    async fn exchange(self, caller: &Caller, (token, account): (&Token, &str), (set, code): (&str, &str)) -> Result<Option<Token>, Error> {
        let now = self.latchkey.now();
        let mut tx = self.latchkey.db().begin().await?;
        row::lock(tx.conn(), account).await?.ok_or(Error::LinkOver)?;
        if !self.latchkey.policy_on(tx.conn()).await?.passkey {
            return Err(Error::MethodDisabled);
        }
        // Of two forms with the same link, one gets the row.
        let link = mail_link::take(tx.conn(), token, LinkPurpose::LostPasskey, now).await?.ok_or(Error::LinkOver)?;
        passwordless_account(tx.conn(), &link).await?;
        let mailbox = guess::clear(tx.conn(), account).await?;
        if !prove::use_up(tx.conn(), account, (set, code), now).await? {
            return Ok(None);
        }
        let used = Entry::new(account, caller, Event::RecoveryCodeUsed).method(RECOVERY_CODE);
        used.record(tx.conn(), self.latchkey.env()).await?;
        let (remaining, _) = set::count(tx.conn(), account).await?;
        Notice::of(&used).remaining(remaining).send(tx.conn(), self.latchkey, &mailbox).await?;
        row::confirm_address(tx.conn(), account, &link.address, now).await?;
        mail_link::delete_of_account(tx.conn(), account).await?;
        let next = Token::generate(self.latchkey.env())?;
        let new = NewLink {
            purpose: LinkPurpose::NewPasskey,
            account: Some(account),
            address: &link.address,
            language: &link.language,
            return_to: None,
            delivery: "",
        };
        mail_link::insert_valid(tx.conn(), &next, new, now).await?;
        tx.commit().await?;
        self.latchkey.wake_sender();
        Ok(Some(next))
    }
}

/// The account of a link that creates a passkey, if it still has no password and the address that the link was sent to.
///
/// # Errors
///
/// [`Error::LinkOver`].
pub(crate) async fn passwordless_account(conn: Conn<'_>, link: &StoredLink) -> Result<Account, Error> {
    let account = row::by_id(conn, link.account_id.as_deref().ok_or(Error::LinkOver)?).await?;
    let fits = |account: &Account| {
        account.is_passwordless() && account.disabled_at.is_none() && Spellings::of(&link.address).are_of(&account.email)
    };
    account.filter(fits).ok_or(Error::LinkOver)
}
