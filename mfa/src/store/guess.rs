//! Limits on guesses of a second factor.
//!
//! Counted per account over all codes, and only once the password was right, so that nobody without it can lock a user out. The transaction that
//! decides about a guess locks the account's row first: of sixty sent at once, at most five are checked, and each number in a row is given to one
//! guess only. A code that is expensive to check is counted before, in a transaction of its own; the others are checked under the lock, and counted
//! there if they are wrong. What fails later gives no guess back. Only a full success clears the count.
//!
//! ```text
//!            ┌── right ──► count = 0
//!  guess ────┤
//!            └── wrong, count n ─┬─ n < 10 ────────────► next guess
//!                                ├─ n = 10, 15, 20, … ─► wait 15 min, 30 min, 1 h, … 24 h
//!                                └─ n = 100 ───────────► locked until a new app or a reset
//!  five in one challenge ──► the challenge is over
//! ```
//!
//! NIST SP 800-63B-4 §3.2.2 allows a hundred in a row; ASVS 5.0 6.3.1 asks for a limit that doesn't lock users out.

use crate::{
    Error, Latchkey, Level, Session, Sessions, Timestamp, Token,
    account::row::{Mailbox, mailbox_columns},
    audit::{Entry, Event},
    mail::MailKind,
    mail_link,
    notice_mail::Notice,
    storage::{Conn, Db, all, execute, optional},
};
use std::time::Duration;

/// Guesses in one challenge.
pub(crate) const PER_CHALLENGE: i64 = 5;
/// Wrong guesses in a row, after a right password, from one notice to the next.
const BEFORE_NOTICE: i64 = 3;
/// Guesses in a row before the first wait.
const BEFORE_WAITING: u32 = 10;
/// Guesses between one wait and the next.
const BETWEEN_WAITS: u32 = 5;
const FIRST_WAIT: Duration = Duration::from_mins(15);
const LONGEST_WAIT: Duration = Duration::from_hours(24);
/// Guesses in a row after which codes are locked, until an app is added or replaced, or the account's methods are reset or recovered.
const HARD_STOP: i64 = 100;

/// The wait that begins with the `guesses`-th guess in a row, if it is wrong.
fn wait_from(guesses: u32) -> Option<Duration> {
    let beyond = guesses.checked_sub(BEFORE_WAITING)?;
    let doublings = beyond / BETWEEN_WAITS;
    let due = beyond.is_multiple_of(BETWEEN_WAITS);
    due.then(|| FIRST_WAIT.saturating_mul(1 << doublings.min(10)).min(LONGEST_WAIT))
}

/// The longest time that the wait after this number of guesses can still last.
fn longest_wait(guesses: i64) -> Duration {
    let guesses = u32::try_from(guesses).unwrap_or(u32::MAX);
    let since = guesses.saturating_sub(BEFORE_WAITING) % BETWEEN_WAITS;
    wait_from(guesses.saturating_sub(since)).unwrap_or_default()
}

/// Whether guesses have to wait. An end further ahead than the wait lasts comes from a clock that was ahead, and is void.
fn waits(guesses: i64, until: i64, now: Timestamp) -> bool {
    until > now.0 && until <= now.latest_end(longest_wait(guesses)).0
}

/// The consequence of a wrong guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lockout {
    /// A wait.
    Paused(Duration),
    /// No more guesses until an app is added or replaced, or the account's methods are reset or recovered.
    Stopped,
}

fn lockout_from(guesses: i64) -> Option<Lockout> {
    if are_locked(guesses) {
        return Some(Lockout::Stopped);
    }
    wait_from(u32::try_from(guesses).unwrap_or(u32::MAX)).map(Lockout::Paused)
}

/// The guesses of an account, read under the lock of its row.
#[derive(sqlx_macros::FromRow)]
pub(crate) struct Guesses {
    /// Those in a row.
    guesses: i64,
    /// The end of the wait that began last.
    guess_wait_until: i64,
    #[sqlx(flatten)]
    mailbox: Mailbox,
}

/// A guess that was counted.
pub(crate) struct Counted {
    /// Its number in a row.
    guesses: i64,
    lockout: Option<Lockout>,
    /// The mail that tells the owner of every third wrong one. `None` in a full session, which has proved a method before.
    notice: Option<MailKind>,
    mailbox: Mailbox,
    /// Whether its challenge had a guess left. Not so if the session has ended meanwhile.
    is_in_challenge: bool,
}

/// Locks the account's row for one guess. A wait that began while the clock was ahead is void. `None` if the account is gone.
///
/// # Errors
///
/// [`Error::MfaRateLimited`], [`Error::MfaLocked`] while guesses have to wait or are stopped, without a write.
pub(crate) async fn lock(mut conn: Conn<'_>, account: &str, now: Timestamp) -> Result<Option<Guesses>, Error> {
    if let Some(locked) = lock_if(conn.reborrow(), account, now).await? {
        return Ok(Some(locked));
    }
    if let Some(refusal) = wait(conn.reborrow(), account, now).await? {
        return Err(refusal);
    }
    let Some(locked) = lock_if(conn, account, Timestamp(i64::MAX)).await? else { return Ok(None) };
    let Guesses { guesses, guess_wait_until: until, .. } = locked;
    if waits(guesses, until, now) {
        return Err(refusal(guesses, until, now));
    }
    tracing::warn!(account, until, "ignored a wait after failed attempts: it began while the clock was ahead");
    Ok(Some(locked))
}

/// Locks the row of an account whose guesses aren't stopped and whose last wait ended by `end`.
async fn lock_if(conn: Conn<'_>, account: &str, end: Timestamp) -> Result<Option<Guesses>, Error> {
    let statement = concat!(
        "UPDATE account SET revision = revision + 1 WHERE id = $1 AND guess_wait_until <= $2 AND guesses < $3
         RETURNING guesses, guess_wait_until, ",
        mailbox_columns!()
    );
    Ok(optional!(Guesses, conn, statement, account, end.0, HARD_STOP)?)
}

impl Guesses {
    /// Counts a guess for the account and its session, and begins the wait that is due.
    pub(crate) async fn count(self, mut conn: Conn<'_>, session: &Session, now: Timestamp) -> Result<Counted, Error> {
        let in_challenge = execute!(
            conn.reborrow(),
            "UPDATE session SET guesses = guesses + 1 WHERE id = $1 AND guesses < $2",
            &session.id,
            PER_CHALLENGE
        )?;
        let notice = (session.level == Level::Half).then_some(MailKind::WrongSecondFactors);
        let counted = self.begin_wait(conn, &session.account_id, notice, now).await?;
        Ok(Counted { is_in_challenge: in_challenge == 1, ..counted })
    }

    async fn begin_wait(self, conn: Conn<'_>, account: &str, notice: Option<MailKind>, now: Timestamp) -> Result<Counted, Error> {
        let guesses = self.guesses.saturating_add(1);
        let lockout = lockout_from(guesses);
        let until = match lockout {
            Some(Lockout::Paused(wait)) => (now + wait).0,
            // The old end is over. It stays, in case only this clock says so, unless it is void.
            Some(Lockout::Stopped) | None if self.guess_wait_until <= now.0 => self.guess_wait_until,
            Some(Lockout::Stopped) | None => 0,
        };
        execute!(conn, "UPDATE account SET guesses = $2, guess_wait_until = $3 WHERE id = $1", account, guesses, until)?;
        Ok(Counted { guesses, lockout, notice, mailbox: self.mailbox, is_in_challenge: true })
    }

    /// Deletes the count after a full success.
    pub(crate) async fn clear(self, conn: Conn<'_>, account: &str) -> Result<(), Error> {
        // Most people are right at once, and have nothing to be deleted.
        if (self.guesses, self.guess_wait_until) != (0, 0) {
            clear(conn, account).await?;
        }
        Ok(())
    }
}

/// Counts a guess that is about to be checked, in a transaction of its own.
///
/// # Errors
///
/// [`Error::MfaChallengeOver`], [`Error::MfaRateLimited`], [`Error::MfaLocked`], [`Error::NotSignedIn`]: the guess is neither checked nor counted.
pub(crate) async fn reserve(db: &Db, session: &Session, now: Timestamp) -> Result<Counted, Error> {
    let mut tx = db.begin().await?;
    let guesses = lock(tx.conn(), &session.account_id, now).await?.ok_or(Error::NotSignedIn)?;
    let counted = guesses.count(tx.conn(), session, now).await?;
    if !counted.is_in_challenge {
        return Err(Error::MfaChallengeOver);
    }
    tx.commit().await?;
    Ok(counted)
}

/// Like [`reserve`], for a recovery code on the page of a link, which proves the account's mailbox in place of the password. The link is a challenge.
///
/// # Errors
///
/// [`Error::LinkOver`] if the link isn't valid any more or has had its guesses; [`Error::MfaRateLimited`], [`Error::MfaLocked`].
pub(crate) async fn reserve_with_link(db: &Db, account: &str, token: &Token, now: Timestamp) -> Result<Counted, Error> {
    let mut tx = db.begin().await?;
    let guesses = lock(tx.conn(), account, now).await?.ok_or(Error::LinkOver)?;
    if !mail_link::take_guess(tx.conn(), token, PER_CHALLENGE, now).await? {
        return Err(Error::LinkOver);
    }
    let counted = guesses.begin_wait(tx.conn(), account, Some(MailKind::WrongBackupCodes), now).await?;
    tx.commit().await?;
    Ok(counted)
}

/// Ends the waits that began while the clock was ahead. Returns their number.
pub(crate) async fn end_impossible_waits(db: &Db, now: Timestamp) -> Result<u64, Error> {
    // The condition appears twice, since SQLite uses the index only if the index's own condition is in the statement.
    let waiting = all!(
        (String, i64, i64),
        db.read_at_leisure().await?.conn(),
        "SELECT id, guesses, guess_wait_until FROM account WHERE guess_wait_until > 0 AND guess_wait_until > $1",
        now.0
    )?;
    let mut ended = 0;
    for (account, _, until) in waiting.into_iter().filter(|&(_, guesses, until)| !waits(guesses, until, now)) {
        let statement = "UPDATE account SET guess_wait_until = 0 WHERE id = $1 AND guess_wait_until = $2";
        ended += execute!(db.write().await?.conn(), statement, &account, until)?;
    }
    Ok(ended)
}

impl Sessions<'_> {
    /// Begins a challenge in a full session, which asks for a proof before a sensitive action. The account's guesses in a row are counted across
    /// challenges, so that beginning another one gives no more guesses.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session: its challenge is the sign-in, which begins with the password. If an application signs
    /// its users in, a challenge begins anew by itself.
    pub async fn begin_challenge(self, session: &Session) -> Result<(), Error> {
        if !session.is_of_application() {
            session.require_full()?;
        }
        let mut write = self.latchkey.db().write().await?;
        execute!(write.conn(), "UPDATE session SET guesses = 0 WHERE id = $1", &session.id)?;
        Ok(())
    }

    /// Why the next code won't be checked, for a page that says so before a code is typed. `None` if it will be.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn guess_wait(self, session: &Session) -> Result<Option<Error>, Error> {
        wait(self.latchkey.db().read().await?.conn(), &session.account_id, self.latchkey.now()).await
    }
}

impl Latchkey {
    /// Reports a wrong guess in a transaction of its own, as [`record_guess`](Self::record_guess) does.
    async fn report_guess(&self, refused: Entry<'_>, counted: &Counted) -> Result<(), Error> {
        let mut tx = self.db().begin().await?;
        self.record_guess(tx.conn(), refused, counted).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Reports a wrong guess and its consequence in the account's activity, and to the account's owner every third one after a right password or with
    /// the link of a mail: few people are wrong three times.
    pub(crate) async fn record_guess(&self, mut conn: Conn<'_>, refused: Entry<'_>, counted: &Counted) -> Result<(), Error> {
        refused.record(conn.reborrow(), self.env()).await?;
        self.record_lockout(conn.reborrow(), Entry { detail: None, ..refused }, counted).await?;
        let Counted { guesses, notice, mailbox, .. } = counted;
        if let Some(kind) = notice.filter(|_| guesses % BEFORE_NOTICE == 0) {
            Notice::of(&refused).of_kind(kind).send(conn, self, mailbox).await?;
        }
        Ok(())
    }

    /// Reports the consequence of a guess. `of` has the account, the caller and the method.
    async fn record_lockout(&self, mut conn: Conn<'_>, of: Entry<'_>, Counted { lockout, mailbox, .. }: &Counted) -> Result<(), Error> {
        match lockout {
            Some(Lockout::Paused(wait)) => {
                let minutes = (wait.as_secs() / 60).to_string();
                Entry { event: Event::GuessesPaused, ..of }.detail(&minutes).record(conn, self.env()).await
            }
            Some(Lockout::Stopped) => {
                let stopped = Entry { event: Event::GuessesStopped, ..of };
                stopped.record(conn.reborrow(), self.env()).await?;
                Notice::of(&stopped).send(conn, self, mailbox).await
            }
            None => Ok(()),
        }
    }

    /// The result of a recovery code that was counted before it was checked. Reports a wrong one (`None`) as `refused`, and the consequence of any other
    /// failure.
    pub(crate) async fn conclude<T>(&self, outcome: Result<Option<T>, Error>, refused: Entry<'_>, counted: &Counted) -> Result<T, Error> {
        match outcome {
            Ok(Some(result)) => Ok(result),
            Ok(None) => {
                self.report_guess(refused, counted).await?;
                Err(Error::MfaInvalidRecoveryCode)
            }
            Err(error) => {
                self.report_lockout(refused, counted).await?;
                Err(error)
            }
        }
    }

    /// Reports the consequence of a guess that has failed for another reason than a wrong code. `of` has the account, the caller and the method.
    async fn report_lockout(&self, of: Entry<'_>, counted: &Counted) -> Result<(), Error> {
        if counted.lockout.is_some() {
            let mut tx = self.db().begin().await?;
            self.record_lockout(tx.conn(), of, counted).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Counts a guess that was checked and has failed for another reason than a wrong code, so that learning from the failure costs a guess. Its
    /// consequence is reported afterwards, in a transaction of its own: the count stays, whatever fails then. If the first transaction took effect although
    /// it failed, the guess counts twice.
    ///
    /// # Errors
    ///
    /// [`Error::MfaChallengeOver`], [`Error::MfaRateLimited`], [`Error::MfaLocked`] in place of the failure, if the guesses were used up meanwhile.
    pub(crate) async fn count_failure(&self, session: &Session, of: Entry<'_>, now: Timestamp) -> Result<(), Error> {
        let mut tx = self.db().begin().await?;
        let guesses = lock(tx.conn(), &session.account_id, now).await?.ok_or(Error::NotSignedIn)?;
        let counted = guesses.count(tx.conn(), session, now).await?;
        tx.commit().await?;
        self.report_lockout(of, &counted).await?;
        if counted.is_in_challenge { Ok(()) } else { Err(Error::MfaChallengeOver) }
    }
}

/// Why the next code of an account won't be checked.
pub(crate) async fn wait(conn: Conn<'_>, account: &str, now: Timestamp) -> Result<Option<Error>, Error> {
    let row = optional!((i64, i64), conn, "SELECT guesses, guess_wait_until FROM account WHERE id = $1", account)?;
    Ok(row
        .filter(|&(guesses, until)| are_locked(guesses) || waits(guesses, until, now))
        .map(|(guesses, until)| refusal(guesses, until, now)))
}

fn refusal(guesses: i64, until: i64, now: Timestamp) -> Error {
    if are_locked(guesses) { Error::MfaLocked } else { Error::MfaRateLimited { retry_after_seconds: now.wait_seconds(Timestamp(until)) } }
}

/// Whether so many guesses in a row have locked an account's codes.
pub(crate) fn are_locked(guesses: i64) -> bool {
    guesses >= HARD_STOP
}

/// Deletes the count after a full success. Returns the account's mailbox, for a notice about the success.
pub(crate) async fn clear(conn: Conn<'_>, account: &str) -> Result<Mailbox, Error> {
    let statement = concat!("UPDATE account SET guesses = 0, guess_wait_until = 0 WHERE id = $1 RETURNING ", mailbox_columns!());
    Ok(optional!(Mailbox, conn, statement, account)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_begin_at_ten_and_double_every_five_up_to_a_day() {
        let minutes = |guesses| wait_from(guesses).map(|wait| wait.as_secs() / 60);
        assert_eq!((1..10).filter_map(minutes).count(), 0);
        assert_eq!([10, 11, 14, 15, 20, 25].map(minutes), [Some(15), None, None, Some(30), Some(60), Some(120)]);
        assert_eq!([40, 45, 95].map(minutes), [Some(960), Some(1440), Some(1440)]);
    }

    #[test]
    fn a_wait_lasts_no_longer_than_its_number_of_guesses_says() {
        let minutes = |guesses| longest_wait(guesses).as_secs() / 60;
        assert_eq!([0, 9, 10, 14, 15, 19, 20, 99].map(minutes), [0, 0, 15, 15, 30, 30, 60, 1440]);
        let (now, minute) = (Timestamp(1_800_000_000_000), 60_000);
        assert!(waits(12, now.0 + 15 * minute, now) && waits(12, now.0 + 1, now));
        assert!(!waits(12, now.0, now) && !waits(12, now.0 + 17 * minute, now));
        assert!(waits(15, now.0 + 30 * minute, now));
    }

    /// The limits of NIST and of the product: at most twenty guesses in the first hour, sixty in the first day.
    #[test]
    fn an_hour_and_a_day_hold_few_guesses() {
        let within = |limit: u64| {
            let mut elapsed = 0;
            (1..100u32)
                .take_while(|&guess| {
                    let fits = elapsed <= limit;
                    elapsed += wait_from(guess).map_or(0, |wait| wait.as_secs());
                    fits
                })
                .count()
        };
        assert!(within(3600) <= 20, "{}", within(3600));
        assert!(within(86_400) <= 60, "{}", within(86_400));
    }
}
