//! Sign-up with email address and password.

use super::Entrance;
use crate::{
    Caller, Error, Latchkey, Opened, OwnAccount,
    account::{
        collision,
        row::{self, Account},
    },
    account_recovery, administrators,
    audit::{Entry, Event},
    email::{Email, Spellings},
    mail_link::{self, LinkPurpose, MailLink, NewLink, StoredLink},
    mail_request::MailRequest,
    password::{SecretOwner, rules},
    storage::Tx,
    token::Token,
};

/// The address of a new account.
struct NewAddress {
    email: Email,
    spellings: Spellings,
    /// The link that holds the address.
    link: Option<(Token, LinkPurpose, StoredLink)>,
}

/// Whether a link of this purpose creates an account.
pub(crate) const fn signs_up(purpose: LinkPurpose) -> bool {
    matches!(purpose, LinkPurpose::SignUp | LinkPurpose::SignUpUnconfirmed)
}

impl Latchkey {
    /// Whether a link of this purpose may create an account. One that was made before the installation had a relay confirms no address.
    pub(crate) fn may_sign_up_by(&self, purpose: LinkPurpose) -> bool {
        purpose != LinkPurpose::SignUpUnconfirmed || !self.confirms_addresses()
    }
}

/// Logs that the account that was just created is an administrator's.
pub(crate) fn warn_of_administrator() {
    tracing::warn!("the first account on this server was created and is an administrator");
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

    /// Makes an account with the address of a link, and opens its first session. The link is used up only if the password is accepted.
    ///
    /// # Errors
    ///
    /// [`Error::LinkOver`]; [`Error::EmailUnavailable`] if another account has got the address since; a password rule; [`Error::Busy`].
    pub async fn sign_up_by_link(self, caller: &Caller, token: &str, password: &str) -> Result<Opened, Error> {
        let token = Token::parse(token).ok_or(Error::LinkOver)?;
        let link = mail_link::find(self.latchkey.db().read().await?.conn(), &token, self.latchkey.now()).await?;
        let (purpose, link) = link.and_then(|link| Some((link.purpose()?, link))).ok_or(Error::LinkOver)?;
        if !signs_up(purpose) || !self.latchkey.may_sign_up_by(purpose) {
            return Err(Error::LinkOver);
        }
        let spellings = Spellings::of(&link.address);
        let email = Email::parse(&link.address).ok_or(Error::EmailInvalid)?;
        let return_to = link.return_to.clone();
        self.create(caller, NewAddress { email, spellings, link: Some((token, purpose, link)) }, password, return_to.as_deref()).await
    }

    /// Begins a sign-up with a passkey where sign-ups begin without a mail. Returns the token of the link whose page continues: it holds the address until
    /// the passkey is there.
    ///
    /// # Errors
    ///
    /// [`Error::EmailInvalid`]; [`Error::EmailUnavailable`]; [`Error::MethodDisabled`] if the policy has no passkeys, or the origin allows none;
    /// [`Error::NotPossibleNow`] if sign-ups begin with a mail.
    pub async fn sign_up_with_passkey(self, request: MailRequest<'_>) -> Result<Token, Error> {
        if self.latchkey.confirms_addresses() {
            return Err(Error::NotPossibleNow);
        }
        self.latchkey.relying_party().webauthn()?;
        let spellings = Spellings::of(request.email);
        let email = Email::parse(request.email).ok_or(Error::EmailInvalid)?;
        let address = email.spelled(request.email);
        let token = Token::generate(self.latchkey.env())?;
        let mut tx = self.latchkey.db().begin().await?;
        if !self.latchkey.policy_on(tx.conn()).await?.passkey {
            return Err(Error::MethodDisabled);
        }
        if collision::is_taken(tx.conn(), &spellings).await? {
            return Err(Error::EmailUnavailable);
        }
        let link = NewLink {
            purpose: LinkPurpose::SignUpUnconfirmed,
            account: None,
            address: &address,
            language: request.language,
            return_to: request.return_to,
            delivery: "",
        };
        mail_link::insert_valid(tx.conn(), &token, link, self.latchkey.now()).await?;
        tx.commit().await?;
        Ok(token)
    }

    async fn create(self, caller: &Caller, new: NewAddress, password: &str, return_to: Option<&str>) -> Result<Opened, Error> {
        let NewAddress { email, spellings, link } = new;
        let password = rules::normalise(password);
        let policy = self.latchkey.policy().await?;
        let length = self.latchkey.check_new_password(&policy, &password, &email)?;
        let owner = SecretOwner::Email(email.as_str().to_owned());
        let slot = self.latchkey.hasher().claim(caller.network(), owner).await?.slot().await?;
        let slot = self.latchkey.require_strength(slot, &password, &email).await?;
        let (slot, password_hash) = self.latchkey.hash_password(slot, password).await?;
        drop(slot);

        let mut tx = self.latchkey.db().begin().await?;
        if self.latchkey.settings().first_is_administrator {
            // Before the link, as by the other kind of sign-up.
            administrators::lock_administration(tx.conn()).await?;
        }
        if let Some((token, purpose, _)) = &link {
            // Of two forms with the same link, one gets the row.
            mail_link::take(tx.conn(), token, *purpose, self.latchkey.now()).await?.ok_or(Error::LinkOver)?;
        }
        length.require(self.latchkey.policy_on(tx.conn()).await?.minimum_password_length(self.latchkey.now()))?;
        let from = link.as_ref().map(|(_, purpose, link)| (*purpose, link));
        let account = self.insert_account(&mut tx, caller, (&email, &spellings), password_hash, from).await?;
        let opened = self.latchkey.admit(&mut tx, caller, &account, Entrance::by_password(return_to)).await?;
        tx.commit().await?;
        if account.administrator {
            warn_of_administrator();
        }
        Ok(opened)
    }

    /// Inserts an account in the transaction that has taken its link. If the link was mailed, it confirms the address.
    ///
    /// # Errors
    ///
    /// [`Error::EmailUnavailable`].
    pub(crate) async fn insert_account(
        self,
        tx: &mut Tx,
        caller: &Caller,
        (email, spellings): (&Email, &Spellings),
        password_hash: String,
        link: Option<(LinkPurpose, &StoredLink)>,
    ) -> Result<Account, Error> {
        if self.latchkey.settings().first_is_administrator {
            // Of two first accounts at once, one is the first.
            administrators::lock_administration(tx.conn()).await?;
        }
        let first = self.latchkey.settings().first_is_administrator && row::are_none(tx.conn()).await?;
        let account = Account { administrator: first, ..Account::new(self.latchkey.env().id()?, email, password_hash) };
        if collision::is_taken(tx.conn(), spellings).await? || !row::insert(tx.conn(), &account, self.latchkey.now()).await? {
            return Err(Error::EmailUnavailable);
        }
        if let Some((purpose, link)) = link {
            if purpose == LinkPurpose::SignUp {
                row::confirm_address(tx.conn(), &account.id, &link.address, self.latchkey.now()).await?;
            }
            row::set_language(tx.conn(), &account.id, &link.language).await?;
        }
        Entry::new(&account.id, caller, Event::SignUp).record(tx.conn(), self.latchkey.env()).await?;
        if first {
            Entry::new(&account.id, caller, Event::AdministratorGranted).record(tx.conn(), self.latchkey.env()).await?;
        }
        Ok(account)
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
}
