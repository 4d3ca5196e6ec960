//! Signing up, by email and password.

use super::Entrance;
use crate::{
    Caller, Error, Opened, OwnAccount,
    account::{
        collision,
        row::{self, Account},
    },
    administrators,
    audit::{Entry, Event},
    email::{Email, Spellings},
    password::{SecretOwner, Slot, rules},
};
use zeroize::Zeroizing;

impl OwnAccount<'_> {
    /// Makes an account and opens its first session.
    ///
    /// # Errors
    ///
    /// [`Error::EmailInvalid`], [`Error::EmailUnavailable`], a password rule, [`Error::Busy`].
    pub async fn sign_up(self, caller: &Caller, email: &str, password: &str, return_to: Option<&str>) -> Result<Opened, Error> {
        let spellings = Spellings::of(email);
        let email = Email::parse(email).ok_or(Error::EmailInvalid)?;
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
        if self.latchkey.settings().first_is_administrator {
            // Of two first accounts at once, one is the first.
            administrators::lock_first(tx.conn()).await?;
        }
        let first = self.latchkey.settings().first_is_administrator && row::are_none(tx.conn()).await?;
        let account = Account { administrator: first, ..Account::new(self.latchkey.env().id()?, &email, password_hash) };
        if collision::is_taken(tx.conn(), &spellings).await? || !row::insert(tx.conn(), &account, self.latchkey.now()).await? {
            return Err(Error::EmailUnavailable);
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

    /// Refuses a new password that is guessed quickly.
    pub(crate) async fn require_strength(self, slot: Slot, password: &Zeroizing<String>, email: &Email) -> Result<Slot, Error> {
        let (password, email, issuer) = (password.clone(), email.clone(), self.latchkey.settings().issuer.clone());
        Ok(slot.work(move || rules::check_strength(&password, &email, &issuer)).await?.0)
    }
}
