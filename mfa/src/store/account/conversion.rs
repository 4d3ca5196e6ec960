//! Brings accounts that older versions wrote to their present form: the address, its readable form, and the search text.
//!
//! Each account is converted once: `search` is empty until then. Only accounts that have the same address in different spellings are checked again,
//! at each start and when one of them gets another address, until only one of them has the address.

use super::collision;
use crate::{
    email::Email,
    search_key::search_text,
    storage::{Conn, Db, Tx, all, execute, optional, statement},
};
use sqlx::{Postgres, QueryBuilder, Sqlite};

/// Accounts converted in one transaction.
const CHUNK: i64 = 1000;
/// How often a transaction is repeated if servers of an older version interfere.
const ATTEMPTS: u32 = 5;

/// PostgreSQL's error for one of two transactions that wait for each other.
const DEADLOCK: &str = "40P01";

/// An account that isn't in its present form yet.
#[derive(sqlx_macros::FromRow)]
struct Unconverted {
    id: String,
    email: String,
    label: Option<String>,
    subject: Option<String>,
}

/// The new columns of an account whose address doesn't change.
struct Converted {
    id: String,
    label: Option<String>,
    search: String,
}

impl Converted {
    fn new(id: String, email: &str, label: Option<String>, subject: Option<&str>) -> Self {
        let name = label.as_deref().unwrap_or(email);
        // The placeholder that an application's user has in place of an address isn't searchable.
        let search = search_text(name, subject.is_none().then_some(email));
        Self { id, label, search }
    }
}

/// Runs under the lock that serialises the processes that prepare the database.
pub(crate) async fn convert_accounts(db: &Db) -> Result<(), sqlx::Error> {
    in_spite_of_others(async || {
        let mut tx = db.begin_at_leisure().await?;
        let noted = collision::take_all(tx.conn()).await?;
        recheck_collisions(&mut tx, noted).await?;
        tx.commit().await
    })
    .await?;
    let mut last = String::new();
    while let Some(next) = in_spite_of_others(async || convert_chunk(db, &last).await).await? {
        last = next;
    }
    Ok(())
}

/// After an account got another address in place of `old`: the collisions of both addresses are resolved.
pub(super) async fn recheck_after_change(tx: &mut Tx, account: &str, old: &str) -> Result<(), sqlx::Error> {
    let noted = collision::take_of(tx.conn(), account, old).await?;
    recheck_collisions(tx, noted).await
}

/// Checks accounts that had the same address again, and notes those that still have.
async fn recheck_collisions(tx: &mut Tx, noted: Vec<(String, String)>) -> Result<(), sqlx::Error> {
    for (account, canonical) in noted {
        for unconverted in [by_id(tx.conn(), &account).await?, by_email(tx.conn(), &canonical).await?].into_iter().flatten() {
            convert_all(tx, vec![unconverted]).await?;
        }
    }
    Ok(())
}

/// Converts a chunk of the accounts with ids after `last`. Returns the id of the last one.
async fn convert_chunk(db: &Db, last: &str) -> Result<Option<String>, sqlx::Error> {
    let mut tx = db.begin_at_leisure().await?;
    let rows = all!(
        Unconverted,
        tx.conn(),
        "SELECT id, email, label, subject FROM account WHERE search IS NULL AND id > $1 ORDER BY id LIMIT $2",
        last,
        CHUNK
    )?;
    let Some(last) = rows.last().map(|row| row.id.clone()) else { return Ok(None) };
    convert_all(&mut tx, rows).await?;
    tx.commit().await?;
    Ok(Some(last))
}

async fn convert_all(tx: &mut Tx, rows: Vec<Unconverted>) -> Result<(), sqlx::Error> {
    let mut plain = vec![];
    for row in rows {
        // Most addresses have their present form already.
        if row.subject.is_some() || row.email.is_ascii() && !row.email.contains("xn--") {
            plain.push(Converted::new(row.id, &row.email, row.label, row.subject.as_deref()));
        } else {
            convert_address(tx, row).await?;
        }
    }
    fill(tx, &plain).await
}

/// Converts an account whose address is or may be in another script.
async fn convert_address(tx: &mut Tx, Unconverted { id, email, .. }: Unconverted) -> Result<(), sqlx::Error> {
    let canonical = Email::parse_stored(&email);
    let mut stored = email;
    let mut label = None;
    if let Some(canonical) = canonical {
        if canonical.as_str() == stored || change_address(tx.conn(), &id, &stored, canonical.as_str()).await? {
            stored = canonical.as_str().to_owned();
            if !collision::is_noted(tx.conn(), &stored).await? {
                label = canonical.in_own_script();
            }
        } else {
            collision::note(tx.conn(), &id, canonical.as_str()).await?;
            // The names of the two accounts must be distinguishable.
            if let Some(other) = by_email(tx.conn(), canonical.as_str()).await? {
                fill(tx, &[Converted::new(other.id, &other.email, None, None)]).await?;
            }
        }
    }
    fill(tx, &[Converted::new(id, &stored, label, None)]).await
}

/// Stores an address in its present form. Returns false if another account has that form.
async fn change_address(conn: Conn<'_>, id: &str, old: &str, new: &str) -> Result<bool, sqlx::Error> {
    let changed = execute!(
        conn,
        "UPDATE account SET email = $3 WHERE id = $1 AND email = $2 AND NOT EXISTS (SELECT 1 FROM account AS other WHERE other.email = $3)",
        id,
        old,
        new
    )?;
    Ok(changed == 1)
}

macro_rules! fill {
    ($database:ident, $link:ident, $found:ident) => {{
        let mut statement = QueryBuilder::<$database>::new(
            "UPDATE account SET label = filled.column2, search_key = filled.column3, search = filled.column4 FROM (",
        );
        statement.push_values($found, |mut values, found| {
            values.push_bind(&found.id).push_bind(&found.label).push_bind(found.search.as_bytes()).push_bind(&found.search);
        });
        statement.push(") AS filled WHERE account.id = filled.column1");
        statement!($link, |connection| statement.build().execute(connection))?;
    }};
}

async fn fill(tx: &mut Tx, found: &[Converted]) -> Result<(), sqlx::Error> {
    if found.is_empty() {
        return Ok(());
    }
    match tx.conn() {
        Conn::Sqlite(link) => fill!(Sqlite, link, found),
        Conn::Postgres(link) => fill!(Postgres, link, found),
    }
    Ok(())
}

async fn by_id(conn: Conn<'_>, id: &str) -> Result<Option<Unconverted>, sqlx::Error> {
    optional!(Unconverted, conn, "SELECT id, email, label, subject FROM account WHERE id = $1", id)
}

async fn by_email(conn: Conn<'_>, email: &str) -> Result<Option<Unconverted>, sqlx::Error> {
    optional!(Unconverted, conn, "SELECT id, email, label, subject FROM account WHERE email = $1", email)
}

/// Repeats work that failed because a server of an older version wrote at the same time: it took an address, or held rows.
async fn in_spite_of_others<T>(work: impl AsyncFn() -> Result<T, sqlx::Error>) -> Result<T, sqlx::Error> {
    for _ in 1..ATTEMPTS {
        match work().await {
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() || error.code().is_some_and(|code| code == DEADLOCK) => {}
            outcome => return outcome,
        }
    }
    work().await
}
