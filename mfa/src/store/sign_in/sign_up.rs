//! Sign-up with email address and password.

use super::Entrance;
use crate::{
    Caller, Error, Opened, OwnAccount,
    account::{
        collision,
        row::{self, Account},
    },
    account_recovery, administrators,
    audit::{Entry, Event},
    email::{Email, Spellings},
    mail_link::{self, LinkPurpose, MailLink, StoredLink},
    password::{SecretOwner, Slot, rules},
    token::Token,
};
use zeroize::Zeroizing;

/// The address of a new account.
struct NewAddress {
    email: Email,
    spellings: Spellings,
    /// The link that confirmed the address.
    link: Option<(Token, StoredLink)>,
}

impl OwnAccount<'_> {
    /// Makes an account with an address that isn't confirmed, and opens its first session.
    ///
    /// # Errors
    ///
    /// [`Error::EmailInvalid`]; [`Error::EmailUnavailable`]; a password rule; [`Error::Busy`]; [`Error::NotPossibleNow`] if sign-ups begin with a
    /// mail.
    pub async fn sign_up(self, caller: &Caller, email: &str, password: &str, return_to: Option<&str>) -> Result<Opened, Error> {
        if self.latchkey.confirms_addresses() {
            return Err(Error::NotPossibleNow);
        }
        let spellings = Spellings::of(email);
        let email = Email::parse(email).ok_or(Error::EmailInvalid)?;
        self.create(caller, NewAddress { email, spellings, link: None }, password, return_to).await
    }

    /// Makes an account with the address that a link confirms, and opens its first session. The link is used up only if the password is accepted.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`]; [`Error::EmailUnavailable`] if another account has got the address since; a password rule; [`Error::Busy`].
    pub async fn sign_up_by_link(self, caller: &Caller, token: &str, password: &str) -> Result<Opened, Error> {
        let token = Token::parse(token).ok_or(Error::LinkOver)?;
        let link = mail_link::find(self.latchkey.db().read().await?.conn(), &token, self.latchkey.now()).await?;
        let link = link.filter(|link| link.purpose() == Some(LinkPurpose::SignUp)).ok_or(Error::LinkOver)?;
        let spellings = Spellings::of(&link.address);
        let email = Email::parse(&link.address).ok_or(Error::EmailInvalid)?;
        let return_to = link.return_to.clone();
        self.create(caller, NewAddress { email, spellings, link: Some((token, link)) }, password, return_to.as_deref()).await
    }

    async fn create(self, caller: &Caller, new: NewAddress, password: &str, return_to: Option<&str>) -> Result<Opened, Error> {
        let NewAddress { email, spellings, link } = new;
        let password = rules::normalise(password);
        let policy = self.latchkey.policy().await?;
        rules::check(&password, policy.minimum_password_length(self.latchkey.now()), &email, &self.latchkey.settings().issuer)?;
        let owner = SecretOwner::Email(email.as_str().to_owned());
        let slot = self.latchkey.hasher().claim(caller.network(), owner).await?.slot().await?;
        let slot = self.require_strength(slot, &password, &email).await?;
        let (slot, mut hashes) = slot.hash(self.latchkey.env(), self.latchkey.env().costs().password, vec![password]).await?;
        drop(slot);
        let password_hash = hashes.pop().ok_or(Error::Unavailable)?;

        let mut tx = self.latchkey.db().begin().await?;
        if let Some((token, _)) = &link {
            // Of two forms with the same link, one gets the row.
            mail_link::take(tx.conn(), token, LinkPurpose::SignUp, self.latchkey.now()).await?.ok_or(Error::LinkOver)?;
        }
        if self.latchkey.settings().first_is_administrator {
            // Of two first accounts at once, one is the first.
            administrators::lock_first(tx.conn()).await?;
        }
        let first = self.latchkey.settings().first_is_administrator && row::are_none(tx.conn()).await?;
        let account = Account { administrator: first, ..Account::new(self.latchkey.env().id()?, &email, password_hash) };
        if collision::is_taken(tx.conn(), &spellings).await? || !row::insert(tx.conn(), &account, self.latchkey.now()).await? {
            return Err(Error::EmailUnavailable);
        }
        if let Some((_, link)) = &link {
            row::confirm_address(tx.conn(), &account.id, &link.address, self.latchkey.now()).await?;
            row::set_language(tx.conn(), &account.id, &link.language).await?;
        }
        Entry::new(&account.id, caller, Event::SignUp).record(tx.conn(), self.latchkey.env()).await?;
        if first {
            Entry::new(&account.id, caller, Event::AdministratorGranted).record(tx.conn(), self.latchkey.env()).await?;
        }
        let opened = self.latchkey.admit(&mut tx, caller, &account, Entrance::by_password(return_to)).await?;
        tx.commit().await?;
        if first {
            tracing::warn!("the first account on this server was created and is an administrator");
        }
        Ok(opened)
    }

    /// The link of a token, to be shown on its page.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`].
    pub async fn link(self, token: &str) -> Result<MailLink, Error> {
        let token = Token::parse(token).ok_or(Error::LinkOver)?;
        let (now, mut read) = (self.latchkey.now(), self.latchkey.db().read().await?);
        let Some(link) = mail_link::find(read.conn(), &token, now).await? else {
            return account_recovery::link(read.conn(), &token, now).await?.ok_or(Error::LinkOver);
        };
        let purpose = link.purpose().ok_or(Error::LinkOver)?;
        Ok(MailLink { purpose, account_id: link.account_id, address: link.address })
    }

    /// Refuses a new password that would be guessed quickly.
    pub(crate) async fn require_strength(self, slot: Slot, password: &Zeroizing<String>, email: &Email) -> Result<Slot, Error> {
        let (password, email, issuer) = (password.clone(), email.clone(), self.latchkey.settings().issuer.clone());
        Ok(slot.work(move || rules::check_strength(&password, &email, &issuer)).await?.0)
    }
}
