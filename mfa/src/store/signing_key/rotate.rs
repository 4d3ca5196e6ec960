//! The turn of the next key.

use super::{ACTIVE_FOR, PUBLISHED_FOR, Published, published, row};
use crate::{
    Caller, Error, Latchkey, Maintenance, Operator, Timestamp,
    audit::{Entry, Event},
};

/// A key, for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyLine {
    /// The key's id.
    pub kid: String,
    /// `next`, `active` or `retired`.
    pub state: String,
    /// When it reached its state.
    pub since: Timestamp,
}

/// The result of a rotation by command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SigningRotation {
    /// The key with this id signs from now on.
    Done(String),
    /// The next key hasn't been published for long enough: it can sign in so many seconds.
    TooEarly(u64),
}

/// The keys in their states.
struct Keys {
    next: Option<Published>,
    active: Option<Published>,
}

impl Latchkey {
    async fn signing_keys(&self) -> Result<Keys, Error> {
        let (mut next, mut active) = (None, None);
        for key in published(self.db().read().await?.conn()).await? {
            match key.state.as_str() {
                "next" => next = Some(key),
                "active" => active = Some(key),
                _ => {}
            }
        }
        Ok(Keys { next, active })
    }

    /// Creates the next key, unless there is one.
    async fn add_next_signing_key(&self) -> Result<(), Error> {
        let mut tx = self.db().begin().await?;
        row::insert(tx.conn(), self, "next").await?;
        tx.commit().await?;
        Ok(())
    }

    /// Retires the active key in favour of the next one. Returns false, without a change, if another server did so first, or if the next key hasn't
    /// been published for long enough.
    async fn turn_signing_keys(&self, caller: &Caller, active: &Published, next: &Published) -> Result<bool, Error> {
        let mut tx = self.db().begin().await?;
        let now = self.now();
        // The old key decides who comes first: its row is locked until the new one is active, so that there is one active key at each moment.
        if !row::retire(tx.conn(), &active.kid, now).await? || !row::activate(tx.conn(), &next.kid, now, now - PUBLISHED_FOR).await? {
            return Ok(false);
        }
        Entry::of_installation(caller, Event::SigningKeyActivated).detail(&next.kid).record(tx.conn(), self.env()).await?;
        tx.commit().await?;
        Ok(true)
    }
}

impl Maintenance<'_> {
    /// Creates the keys that sign session tokens, rotates them every 90 days, and deletes those that were retired minutes ago. Does nothing if no
    /// tokens are issued. Safe to run on several servers at once.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn tend_signing_keys(self) -> Result<(), Error> {
        if self.latchkey.settings().audiences.is_empty() {
            return Ok(());
        }
        let (latchkey, now) = (self.latchkey, self.latchkey.now());
        let mut tx = latchkey.db().begin().await?;
        row::delete_retired(tx.conn(), now - PUBLISHED_FOR).await?;
        tx.commit().await?;
        match latchkey.signing_keys().await? {
            Keys { active: None, .. } => latchkey.first_signing_key(&Caller::server()).await?,
            Keys { active: Some(active), next: Some(next) } if Timestamp(active.since) <= now - ACTIVE_FOR => {
                if latchkey.turn_signing_keys(&Caller::server(), &active, &next).await? {
                    tracing::info!(key = next.kid, "another key signs session tokens from now on");
                }
            }
            Keys { .. } => {}
        }
        latchkey.add_next_signing_key().await
    }
}

impl Operator<'_> {
    /// The keys that sign session tokens, the next one first.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn signing_keys(self) -> Result<Vec<KeyLine>, Error> {
        let keys = published(self.latchkey.db().read().await?.conn()).await?;
        let mut lines: Vec<_> =
            keys.into_iter().map(|Published { kid, state, since, .. }| KeyLine { kid, state, since: Timestamp(since) }).collect();
        lines.sort_by_key(|line| {
            (["next", "active"].iter().position(|state| *state == line.state).unwrap_or(2), std::cmp::Reverse(line.since))
        });
        Ok(lines)
    }

    /// Has the next key sign from now on, if it has been published for long enough, and publishes another one for the next time. The old key stays
    /// published until its last tokens have expired.
    ///
    /// # Errors
    ///
    /// [`Error::NotPossibleNow`] if another rotation was faster; [`Error::Unavailable`].
    pub async fn rotate_signing_keys(self) -> Result<SigningRotation, Error> {
        let latchkey = self.latchkey;
        let Keys { active, next } = latchkey.signing_keys().await?;
        let done = match (active, next) {
            (None, _) => {
                latchkey.first_signing_key(&Caller::operator()).await?;
                latchkey.signer().await?.kid.clone()
            }
            (Some(_), None) => {
                latchkey.add_next_signing_key().await?;
                return Ok(SigningRotation::TooEarly(PUBLISHED_FOR.as_secs()));
            }
            (Some(active), Some(next)) => {
                let (now, due) = (latchkey.now(), Timestamp(next.since) + PUBLISHED_FOR);
                if now < due {
                    return Ok(SigningRotation::TooEarly(now.wait_seconds(due)));
                }
                if !latchkey.turn_signing_keys(&Caller::operator(), &active, &next).await? {
                    return Err(Error::NotPossibleNow);
                }
                next.kid
            }
        };
        latchkey.add_next_signing_key().await?;
        Ok(SigningRotation::Done(done))
    }
}
