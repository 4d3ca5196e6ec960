//! Made-up people with a history, for trying out and measuring an installation with many accounts.
//!
//! The history is made day by day: people sign up, most enroll at once and some later, and all of them sign in now and then. The rows are those that
//! real use would leave, including the counts and the notes beside the accounts; only the audit is sealed afterwards, by the timer as usual.

mod guard;
mod insert;
mod population;
mod rows;

use crate::{
    Error, Operator,
    adoption::DAY,
    hash_cost::Cost,
    storage::{all, execute},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
pub use guard::{SeedBeside, SeedError};
use population::{Hashes, Population};
use zeroize::Zeroizing;

/// Length of the history in days.
const DAYS: u32 = 180;
/// The end of the history, in milliseconds before now: younger rows may still be counted by a server.
const ENDS_BEFORE: i64 = 60 * 60 * 1000;

/// The result of making up people.
pub struct Seeded {
    /// Number of audit lines.
    pub lines: u64,
    /// The password of all made-up accounts.
    pub password: Zeroizing<String>,
    /// The address of one of these accounts that has no method.
    pub example: Option<String>,
}

impl Operator<'_> {
    /// Makes up `accounts` accounts, with ten audit lines for each, beside the existing ones. `progress` is called after each day with the number of
    /// accounts made up so far. The secrets of their methods are not given out.
    ///
    /// # Errors
    ///
    /// [`SeedError`]. If the storage fails, the days made up before that stay.
    pub async fn seed(self, accounts: u32, beside: SeedBeside, progress: impl FnMut(u32)) -> Result<Seeded, SeedError> {
        self.check_seed(beside).await?;
        Ok(self.make_up(accounts, progress).await?)
    }

    async fn make_up(self, accounts: u32, mut progress: impl FnMut(u32)) -> Result<Seeded, Error> {
        self.latchkey.maintenance().aggregate_counts().await?;
        let (password, password_hash) = self.fresh_secret(self.latchkey.env().costs().password).await?;
        let (_nobodys, code_hash) = self.fresh_secret(self.latchkey.env().costs().recovery_code).await?;
        let end = self.latchkey.now().0.saturating_sub(ENDS_BEFORE);
        let (today, last) = (self.latchkey.now().0.div_euclid(DAY), end.div_euclid(DAY));
        let mut population =
            Population::new(self.latchkey, Hashes { password: password_hash, code: code_hash }, self.next_number().await?, last)?;
        let mut lines: u64 = 0;
        for passed in 1..=DAYS {
            let day = last.saturating_sub(DAYS.saturating_sub(passed).into());
            let midnight = day.saturating_mul(DAY);
            let there = share(accounts, passed);
            let mut tx = self.latchkey.db().begin_at_leisure().await?;
            insert::enlarge_cache(&mut tx).await?;
            let key = self.latchkey.vault().sealing_key(tx.conn()).await?;
            let rows = population.day(&key, midnight..end.min(midnight.saturating_add(DAY)), there)?;
            lines = lines.saturating_add(u64::try_from(rows.lines.len()).unwrap_or(u64::MAX));
            rows.insert(&mut tx, self.latchkey.steps_are_kept_since()).await?;
            // The timer takes the census of the present day itself.
            if day < today {
                insert::census(&mut tx, day, population.census()).await?;
            }
            tx.commit().await?;
            progress(there);
        }
        self.finish_seed(end).await?;
        Ok(Seeded { lines, password, example: population.example() })
    }

    async fn fresh_secret(self, cost: Cost) -> Result<(Zeroizing<String>, String), Error> {
        let secret = Zeroizing::new(URL_SAFE_NO_PAD.encode(self.latchkey.env().random::<12>()?));
        let (_slot, hash) = self.latchkey.hasher().slot().await?.hash_one(self.latchkey.env(), cost, secret.clone()).await?;
        Ok((secret, hash))
    }

    /// The number after the highest one of an existing made-up account.
    async fn next_number(self) -> Result<u64, Error> {
        let statement = "SELECT email FROM account WHERE email LIKE '%@made-up.example'";
        let emails = all!((String,), self.latchkey.db().read_at_leisure().await?.conn(), statement)?;
        let number = |(email,): &(String,)| email.split(['.', '@']).nth(2)?.parse::<u64>().ok();
        Ok(emails.iter().filter_map(number).max().map_or(1, |last| last.saturating_add(1)))
    }

    /// Keeps the timer from counting the history again, and updates the statistics of the database.
    async fn finish_seed(self, end: i64) -> Result<(), Error> {
        let mut tx = self.latchkey.db().begin_at_leisure().await?;
        for source in ["audit", "flow"] {
            execute!(tx.conn(), "INSERT INTO counted (source, until) VALUES ($1, $2) ON CONFLICT (source) DO NOTHING", source, end)?;
        }
        execute!(tx.conn(), "ANALYZE")?;
        tx.commit().await?;
        Ok(())
    }
}

/// The number of accounts after a number of days.
fn share(accounts: u32, passed: u32) -> u32 {
    let there = u64::from(accounts).saturating_mul(passed.into()).checked_div(DAYS.into());
    there.and_then(|there| u32::try_from(there).ok()).unwrap_or(accounts)
}
