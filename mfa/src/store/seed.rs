//! Made-up people with a history, for trying and measuring an installation that has many.
//!
//! A day at a time, as it would have been: people sign up, most of them enroll at once and some later, and everybody signs in now and then. What
//! it leaves is what the real paths leave, the counts and the notes beside the accounts included; only the audit is sealed afterwards, as always.

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

/// How far back the history goes, in days.
const DAYS: u32 = 180;
/// Where it ends, in milliseconds before now: what is younger may still be counted by a server.
const ENDS_BEFORE: i64 = 60 * 60 * 1000;

/// What was made up.
pub struct Seeded {
    /// Lines of the audit.
    pub lines: u64,
    /// Of every one of the accounts.
    pub password: Zeroizing<String>,
    /// The address of one of them that has no method.
    pub example: Option<String>,
}

impl Operator<'_> {
    /// Makes up that many accounts, with ten lines of the audit for each, beside those that there are. `progress` is told after each day how many
    /// there are by then. Nobody has the secrets of their methods.
    ///
    /// # Errors
    ///
    /// [`SeedError`]. What was made up until the storage failed stays.
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
            let key = self.latchkey.vault().sealing_key(tx.conn()).await?;
            let rows = population.day(&key, midnight..end.min(midnight.saturating_add(DAY)), there)?;
            lines = lines.saturating_add(u64::try_from(rows.lines.len()).unwrap_or(u64::MAX));
            rows.insert(&mut tx, self.latchkey.steps_are_kept_since()).await?;
            // The timer takes that of the present day itself.
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
        let (_slot, mut hashes) = self.latchkey.hasher().slot().await?.hash(self.latchkey.env(), cost, vec![secret.clone()]).await?;
        Ok((secret, hashes.pop().ok_or(Error::Unavailable)?))
    }

    /// Behind the numbers that people have got before.
    async fn next_number(self) -> Result<u64, Error> {
        let statement = "SELECT email FROM account WHERE email LIKE '%@made-up.example'";
        let emails = all!((String,), self.latchkey.db().read_at_leisure().await?.conn(), statement)?;
        let number = |(email,): &(String,)| email.split(['.', '@']).nth(2)?.parse::<u64>().ok();
        Ok(emails.iter().filter_map(number).max().map_or(1, |last| last.saturating_add(1)))
    }

    /// What is counted already isn't to be counted again, and the database learns how much there is now.
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

/// How many of them there are after so many days.
fn share(accounts: u32, passed: u32) -> u32 {
    let there = u64::from(accounts).saturating_mul(passed.into()).checked_div(DAYS.into());
    there.and_then(|there| u32::try_from(there).ok()).unwrap_or(accounts)
}
