//! The `account` table.

use crate::{
    Error, Timestamp,
    email::{Email, Spellings},
    search_key::search_text,
    storage::{Conn, Db, all, execute, optional},
};

/// An account with the columns that the sign-in needs.
#[derive(sqlx_macros::FromRow)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) email: String,
    pub(crate) password_hash: String,
    pub(crate) administrator: bool,
    pub(crate) disabled_at: Option<i64>,
    /// The application's own id of the user, if the account belongs to an application's user.
    pub(crate) subject: Option<String>,
    /// The name that the application gave the user, or the readable form of the address if it is stored in another form.
    pub(crate) label: Option<String>,
}

impl Account {
    /// An account that signs in with its address and a password, or with passkeys only if `password_hash` is empty.
    pub(crate) fn new(id: String, email: &Email, password_hash: String) -> Self {
        let (email, label) = (email.as_str().to_owned(), email.in_own_script());
        Self { id, email, password_hash, administrator: false, disabled_at: None, subject: None, label }
    }

    /// Whether the account signs in with passkeys only. An application's users have no password here either, but the application signs them in.
    pub(crate) fn is_passwordless(&self) -> bool {
        self.subject.is_none() && self.password_hash.is_empty()
    }

    /// The user's name on pages and in authenticator apps.
    pub(crate) fn shown(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.email)
    }
}

/// The statement that selects an [`Account`].
macro_rules! select_account {
    ($condition:literal) => {
        concat!("SELECT id, email, password_hash, administrator, disabled_at, subject, label FROM account WHERE ", $condition)
    };
}

/// The account that signs in with this address, in the stored spelling. Accounts of an application's users have a placeholder, which isn't an
/// address.
pub(crate) async fn by_email(conn: Conn<'_>, email: &str) -> Result<Option<Account>, Error> {
    Ok(optional!(Account, conn, select_account!("email = $1"), email)?)
}

pub(crate) async fn by_id(conn: Conn<'_>, id: &str) -> Result<Option<Account>, Error> {
    Ok(optional!(Account, conn, select_account!("id = $1"), id)?)
}

/// The account of the user with this id in the application.
pub(crate) async fn by_subject(conn: Conn<'_>, subject: &str) -> Result<Option<Account>, Error> {
    Ok(optional!(Account, conn, select_account!("subject = $1"), subject)?)
}

/// The first of these addresses that belongs to an account.
pub(crate) async fn stored_email(conn: Conn<'_>, [first, second, third]: [Option<&str>; 3]) -> Result<Option<String>, Error> {
    let row = optional!(
        (String,),
        conn,
        "SELECT email FROM account WHERE email IN ($1, $2, $3) ORDER BY CASE email WHEN $1 THEN 1 WHEN $2 THEN 2 ELSE 3 END LIMIT 1",
        first,
        second,
        third
    )?;
    Ok(row.map(|(email,)| email))
}

/// The account that a person names: by the address, the application's own id of its user, or the account's id.
pub(crate) async fn named(mut conn: Conn<'_>, name: &str) -> Result<Option<Account>, Error> {
    if let Some(email) = stored_email(conn.reborrow(), Spellings::of(name).exact()).await? {
        return by_email(conn, &email).await;
    }
    match by_subject(conn.reborrow(), name).await? {
        Some(account) => Ok(Some(account)),
        None => by_id(conn, name).await,
    }
}

/// The language of the mails to accounts that have none.
const DEFAULT_LANGUAGE: &str = "en";

/// The mailbox of an account's owner.
#[derive(Clone, Debug, Default, sqlx_macros::FromRow)]
pub(crate) struct Mailbox {
    /// The address in the spelling that its owner confirmed. `None` if nobody has confirmed it.
    pub(crate) address: Option<String>,
    pub(crate) language: Option<String>,
    /// Whether other addresses get the account's notices, too.
    pub(crate) has_others: bool,
    /// The application's id of its user, if the account is of one.
    pub(crate) subject: Option<String>,
}

/// The columns of a [`Mailbox`], in a statement on the table `account`.
macro_rules! mailbox_columns {
    () => {
        "address, language, subject, EXISTS (SELECT 1 FROM notice_address WHERE notice_address.account_id = account.id)
         OR EXISTS (SELECT 1 FROM previous_address WHERE previous_address.account_id = account.id) AS has_others"
    };
}
pub(crate) use mailbox_columns;

impl Mailbox {
    /// Whether notices about the account may reach anybody: its owner, or the application whose user it is.
    pub(crate) fn is_told(&self) -> bool {
        self.address.is_some() || self.has_others || self.subject.is_some()
    }

    /// The code of the language that its mails are written in.
    pub(crate) fn language(&self) -> &str {
        self.language.as_deref().unwrap_or(DEFAULT_LANGUAGE)
    }
}

/// The mailbox of an account. That of a deleted account has no address.
pub(crate) async fn mailbox(conn: Conn<'_>, id: &str) -> Result<Mailbox, Error> {
    Ok(optional!(Mailbox, conn, concat!("SELECT ", mailbox_columns!(), " FROM account WHERE id = $1"), id)?.unwrap_or_default())
}

/// Notes that the owner of a mailbox has confirmed the account's address, in this spelling.
pub(crate) async fn confirm_address(conn: Conn<'_>, id: &str, address: &str, now: Timestamp) -> Result<(), Error> {
    // An address that is confirmed once more has been the account's since the first time.
    let statement = "UPDATE account SET address = $2,
                            address_confirmed_at = CASE WHEN address = $2 THEN COALESCE(address_confirmed_at, $3) ELSE $3 END
                     WHERE id = $1";
    execute!(conn, statement, id, address, now.0)?;
    Ok(())
}

/// Sets confirmation times in the future to now, which restarts the days that an address must have been confirmed. No index serves this, so all accounts
/// are read first, on a connection for reading.
pub(crate) async fn date_confirmations_back(db: &Db, now: Timestamp) -> Result<(), Error> {
    let sql = "SELECT id FROM account WHERE address_confirmed_at > $1";
    let ahead = all!((String,), db.read_at_leisure().await?.conn(), sql, now.latest_noted().0)?;
    for (id,) in ahead {
        let mut tx = db.begin().await?;
        let statement = "UPDATE account SET address_confirmed_at = $2 WHERE id = $1 AND address_confirmed_at > $3";
        execute!(tx.conn(), statement, id, now.0, now.latest_noted().0)?;
        tx.commit().await?;
    }
    Ok(())
}

/// Like [`confirm_address`], for an account that has the address `email` and hasn't confirmed it yet. Returns false for any other.
pub(crate) async fn confirm_unconfirmed(conn: Conn<'_>, id: &str, email: &str, address: &str, now: Timestamp) -> Result<bool, Error> {
    let sql = "UPDATE account SET address = $3, address_confirmed_at = $4
               WHERE id = $1 AND email = $2 AND address IS NULL AND disabled_at IS NULL";
    Ok(execute!(conn, sql, id, email, address, now.0)? == 1)
}

/// Sets the language of the account's mails.
pub(crate) async fn set_language(conn: Conn<'_>, id: &str, language: &str) -> Result<(), Error> {
    execute!(conn, "UPDATE account SET language = $2 WHERE id = $1", id, language)?;
    Ok(())
}

/// Stores the confirmed address of an application's user, or that there is none, and the language, if there is one.
pub(crate) async fn set_mailbox(
    conn: Conn<'_>,
    id: &str,
    (address, language): (Option<&str>, Option<&str>),
    now: Timestamp,
) -> Result<(), Error> {
    execute!(
        conn,
        "UPDATE account SET address_confirmed_at = CASE WHEN $2 IS NULL THEN NULL WHEN address = $2 THEN address_confirmed_at ELSE $4 END,
                            address = $2, language = COALESCE($3, language)
         WHERE id = $1 AND subject IS NOT NULL",
        id,
        address,
        language,
        now.0
    )?;
    Ok(())
}

/// Returns false if the address is taken.
pub(crate) async fn insert(conn: Conn<'_>, account: &Account, now: Timestamp) -> Result<bool, Error> {
    let search = search_text(account.shown(), Some(&account.email));
    let inserted = execute!(
        conn,
        "INSERT INTO account (id, email, password_hash, administrator, created_at, label, search_key, search)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (email) DO NOTHING",
        &account.id,
        &account.email,
        &account.password_hash,
        account.administrator,
        now.0,
        &account.label,
        search.as_bytes(),
        &search
    )?;
    Ok(inserted == 1)
}

/// Stores the application's present name for its user.
pub(crate) async fn rename(conn: Conn<'_>, id: &str, label: &str) -> Result<(), Error> {
    let search = search_text(label, None);
    execute!(conn, "UPDATE account SET label = $2, search_key = $3, search = $4 WHERE id = $1", id, label, search.as_bytes(), &search)?;
    Ok(())
}

/// Creates the account of an application's user, without an address and without a password. Returns false if it exists already.
pub(crate) async fn insert_subject(conn: Conn<'_>, id: &str, subject: &str, label: &str, now: Timestamp) -> Result<bool, Error> {
    let search = search_text(label, None);
    let inserted = execute!(
        conn,
        "INSERT INTO account (id, email, password_hash, administrator, created_at, subject, label, search_key, search)
         VALUES ($1, $2, '', FALSE, $3, $4, $5, $6, $7)
         ON CONFLICT (subject) DO NOTHING",
        id,
        format!("application:{id}"),
        now.0,
        subject,
        label,
        search.as_bytes(),
        &search
    )?;
    Ok(inserted == 1)
}

/// Returns false if the hash isn't `old` any more: the password was changed meanwhile.
pub(crate) async fn replace_hash(conn: Conn<'_>, id: &str, old: &str, new: &str) -> Result<bool, Error> {
    let replaced = execute!(conn, "UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2", id, old, new)?;
    Ok(replaced == 1)
}

/// Gives an account a new password, in place of the one with the hash `old`. `by_mail_at`: when it was set with the link of a mail. Returns false if the
/// hash isn't `old` any more.
pub(crate) async fn set_password(conn: Conn<'_>, id: &str, (old, new): (&str, &str), by_mail_at: Option<Timestamp>) -> Result<bool, Error> {
    let set = execute!(
        conn,
        "UPDATE account SET password_hash = $3, password_by_mail_at = $4, password_due_at = NULL WHERE id = $1 AND password_hash = $2",
        id,
        old,
        new,
        by_mail_at.map(|at| at.0)
    )?;
    Ok(set == 1)
}

/// Notes that the password was used together with a method.
pub(crate) async fn clear_password_set_by_mail(conn: Conn<'_>, id: &str) -> Result<(), Error> {
    execute!(conn, "UPDATE account SET password_by_mail_at = NULL WHERE id = $1", id)?;
    Ok(())
}

/// Gives an account another address, which isn't confirmed. Returns false if `old` isn't its address any more: it was changed meanwhile.
///
/// # Errors
///
/// [`Error::EmailUnavailable`] if another account has taken the address in the same moment.
pub(crate) async fn replace_email(conn: Conn<'_>, id: &str, old: &str, new: &Email) -> Result<bool, Error> {
    let label = new.in_own_script();
    let search = search_text(label.as_deref().unwrap_or(new.as_str()), Some(new.as_str()));
    let replaced = execute!(
        conn,
        "UPDATE account SET email = $3, label = $4, search_key = $5, search = $6, address = NULL, address_confirmed_at = NULL
         WHERE id = $1 AND email = $2",
        id,
        old,
        new.as_str(),
        &label,
        search.as_bytes(),
        &search
    );
    match replaced {
        Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Err(Error::EmailUnavailable),
        replaced => Ok(replaced? == 1),
    }
}

/// Whether there are no accounts.
pub(crate) async fn are_none(conn: Conn<'_>) -> Result<bool, Error> {
    Ok(optional!((String,), conn, "SELECT id FROM account LIMIT 1")?.is_none())
}

/// Serialises the transactions that check a rule across the rows of an account. Without this lock, two transactions that each see the other's row
/// would both succeed. Returns the account's mailbox, for a notice about the change; `None` if the account is gone.
pub(crate) async fn lock(conn: Conn<'_>, id: &str) -> Result<Option<Mailbox>, Error> {
    let statement = concat!("UPDATE account SET revision = revision + 1 WHERE id = $1 RETURNING ", mailbox_columns!());
    Ok(optional!(Mailbox, conn, statement, id)?)
}

/// Like [`lock`], for a sign-in.
///
/// # Errors
///
/// [`Error::SignInFailed`] if the account is disabled or gone.
pub(crate) async fn lock_enabled(conn: Conn<'_>, id: &str) -> Result<Mailbox, Error> {
    let statement =
        concat!("UPDATE account SET revision = revision + 1 WHERE id = $1 AND disabled_at IS NULL RETURNING ", mailbox_columns!());
    optional!(Mailbox, conn, statement, id)?.ok_or(Error::SignInFailed)
}

/// Like [`lock`], for an account whose password was verified. Returns false if the verified hash or the typed address isn't the account's any more,
/// or the account was disabled.
pub(crate) async fn lock_with_hash(conn: Conn<'_>, account: &Account) -> Result<bool, Error> {
    let locked = execute!(
        conn,
        "UPDATE account SET revision = revision + 1 WHERE id = $1 AND password_hash = $2 AND email = $3 AND disabled_at IS NULL",
        &account.id,
        &account.password_hash,
        &account.email
    )?;
    Ok(locked == 1)
}
