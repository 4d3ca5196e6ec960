//! Inserts many rows at a time. Only here are these tables written outside of their own modules, since only here their contents are made up.

use super::rows::Rows;
use crate::{
    Error,
    adoption::DAY,
    factors::Factors,
    storage::{Conn, Tx, execute, statement},
};
use sqlx::{Postgres, QueryBuilder, Sqlite};
use std::collections::BTreeMap;

/// Rows in a statement. Times the columns of the widest table, it stays below SQLite's limit of 32,766 parameters.
const AT_A_TIME: usize = 1000;

macro_rules! insert {
    ($tx:expr, $table:literal, $columns:literal, $rows:expr, |$row:ident| $($value:expr),+ $(,)?) => {
        for rows in $rows.chunks(AT_A_TIME) {
            match $tx.conn() {
                Conn::Sqlite(c) => insert!(Sqlite, c, $table, $columns, rows, |$row| $($value),+),
                Conn::Postgres(c) => insert!(Postgres, c, $table, $columns, rows, |$row| $($value),+),
            }
        }
    };
    ($database:ident, $conn:ident, $table:literal, $columns:literal, $rows:ident, |$row:ident| $($value:expr),+) => {{
        let mut statement = QueryBuilder::<$database>::new(concat!("INSERT INTO ", $table, " (", $columns, ") "));
        statement.push_values($rows, |mut values, $row| {
            $(values.push_bind($value);)+
        });
        statement!($conn, |connection| statement.build().execute(connection))?;
    }};
}

impl Rows {
    /// Inserts all rows, except steps that a server would have deleted by now. These are counted nonetheless.
    pub(super) async fn insert(&self, tx: &mut Tx, steps_since: i64) -> Result<(), Error> {
        self.insert_people(tx).await?;
        self.insert_factors(tx).await?;
        self.insert_history(tx, steps_since).await?;
        self.insert_counts(tx).await
    }

    async fn insert_people(&self, tx: &mut Tx) -> Result<(), Error> {
        insert!(
            tx,
            "account",
            "id, email, password_hash, administrator, created_at, search_key, search, factors, passkey_handle",
            self.accounts,
            |row| &row.id,
            &row.email,
            &row.password_hash,
            false,
            row.at,
            row.search.as_bytes(),
            &row.search,
            row.factors,
            &row.passkey_handle,
        );
        insert!(
            tx,
            "session",
            "id, token_hash, account_id, level, created_at, last_seen_at, expires_at, proved_at, proved_method, agent, address",
            self.sessions,
            |row| &row.id,
            &row.token_hash,
            &row.account,
            "full",
            row.created_at,
            row.proved_at,
            row.expires_at,
            row.proved_at,
            row.method,
            row.agent,
            &row.address,
        );
        Ok(())
    }

    async fn insert_factors(&self, tx: &mut Tx) -> Result<(), Error> {
        insert!(
            tx,
            "totp_device",
            "id, account_id, state, name, secret, created_at",
            self.apps,
            |row| &row.id,
            &row.account,
            "verified",
            "Authenticator app",
            &row.secret,
            row.at,
        );
        insert!(
            tx,
            "passkey",
            "id, account_id, credential_id, credential, name, counter, backup_eligible, backed_up, created_at",
            self.passkeys,
            |row| &row.id,
            &row.account,
            row.credential.cred_id.as_slice(),
            serde_json::to_string(&row.credential).unwrap_or_default(),
            "Passkey",
            0_i64,
            row.credential.backup_eligible,
            row.credential.backup_state,
            row.at,
        );
        insert!(
            tx,
            "recovery_set",
            "id, account_id, state, created_at, acknowledged_at",
            self.sets,
            |row| &row.id,
            &row.account,
            "complete",
            row.at,
            row.at,
        );
        insert!(
            tx,
            "recovery_code",
            "set_id, selector, code_hash, used_at",
            self.codes,
            |row| &row.set,
            &row.selector,
            &row.hash,
            row.used_at,
        );
        Ok(())
    }

    async fn insert_history(&self, tx: &mut Tx, steps_since: i64) -> Result<(), Error> {
        insert!(
            tx,
            "audit_event",
            "id, at, account_id, actor, event, method, result, address, agent",
            self.lines,
            |row| &row.id,
            row.at,
            &row.account,
            "user",
            row.event.as_str(),
            row.method,
            row.event.result(),
            &row.address,
            row.agent,
        );
        let steps: Vec<_> = self.steps.iter().filter(|step| step.at >= steps_since).collect();
        insert!(
            tx,
            "flow_event",
            "session_id, step, direction, account_id, at",
            steps,
            |row| &row.session,
            row.step,
            row.direction,
            &row.account,
            row.at,
        );
        Ok(())
    }

    /// Adds to the daily counts, since the timer doesn't return to days that it has counted.
    async fn insert_counts(&self, tx: &mut Tx) -> Result<(), Error> {
        let lines = self.lines.iter().map(|line| (line.at, "audit", line.event.as_str()));
        let steps = self.steps.iter().map(|step| (step.at, step.direction, step.step));
        let mut counts: BTreeMap<_, i64> = BTreeMap::new();
        for (at, source, name) in lines.chain(steps) {
            let count = counts.entry((at.div_euclid(DAY), source, name)).or_default();
            *count = count.saturating_add(1);
        }
        for ((day, source, name), count) in counts {
            execute!(
                tx.conn(),
                "INSERT INTO daily_count (day, source, name, count) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (day, source, name) DO UPDATE SET count = daily_count.count + excluded.count",
                day,
                source,
                name,
                count
            )?;
        }
        Ok(())
    }
}

/// Lets SQLite hold all pages that a day changes until its transaction ends. With its usual two megabytes, it would write the pages of the indexes, in
/// which accounts are in no order, again and again.
pub(super) async fn enlarge_cache(tx: &mut Tx) -> Result<(), Error> {
    if let conn @ Conn::Sqlite(_) = tx.conn() {
        execute!(conn, "PRAGMA cache_size = -1000000")?;
    }
    Ok(())
}

/// Adds to the census of a day, which may hold other accounts already.
pub(super) async fn census(tx: &mut Tx, day: i64, census: &BTreeMap<Factors, i64>) -> Result<(), Error> {
    for (factors, accounts) in census {
        execute!(
            tx.conn(),
            "INSERT INTO daily_census (day, factors, accounts) VALUES ($1, $2, $3)
             ON CONFLICT (day, factors) DO UPDATE SET accounts = daily_census.accounts + excluded.accounts",
            day,
            factors,
            accounts
        )?;
    }
    Ok(())
}
