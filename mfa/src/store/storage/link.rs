//! One connection, and whether it may be used again.
//!
//! Between the beginning and the end of a statement anything can happen: its request is given up, its time is over, the network goes silent, the disk
//! is full. What state the connection is in then isn't known, so it is closed and never lent again.

use super::{
    backend::{Backend, Interrupt},
    failure::Failure,
};
use std::time::Duration;
use tokio::time::{Instant, timeout, timeout_at};

/// How long a statement may take, of those that somebody waits for.
const STATEMENT: Duration = Duration::from_secs(5);
/// How long one may take of those that take their time, so that a network that falls silent doesn't end the timers.
const AT_LEISURE: Duration = Duration::from_secs(10 * 60);
/// How long a connection may be lent to somebody who waits, for a transaction or for several statements.
const LOAN: Duration = Duration::from_secs(10);

/// What has become of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Whatever was begun on it has come to its end.
    Sound,
    /// A statement is under way, or was given up.
    Busy,
    /// It did what it was for, and was set up for nothing else.
    Spent,
    /// The database or the way there failed, and others will have failed too.
    Broken,
}

/// A connection of a pool.
pub(crate) struct Link<C> {
    connection: C,
    interrupt: Interrupt,
    state: State,
    in_transaction: bool,
    /// When whatever it is lent for must be over; `None` for what takes its time.
    until: Option<Instant>,
    /// The generation of its pool that it belongs to.
    generation: u64,
}

impl<C: Backend> Link<C> {
    pub(super) fn new(connection: C, interrupt: Interrupt, generation: u64) -> Self {
        Self { connection, interrupt, state: State::Sound, in_transaction: false, until: None, generation }
    }

    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// Whether it can be lent to the next one: it is sound, and no transaction is open on it.
    pub(super) fn is_reusable(&self) -> bool {
        self.is_sound() && !self.in_transaction
    }

    pub(super) fn is_broken(&self) -> bool {
        self.state == State::Broken
    }

    pub(super) fn is_sound(&self) -> bool {
        self.state == State::Sound
    }

    /// The connection, to be closed.
    pub(super) fn into_parts(self) -> (C, Interrupt) {
        (self.connection, self.interrupt)
    }

    /// Begins a loan to somebody who waits.
    pub(super) fn lend(&mut self) {
        self.until = Instant::now().checked_add(LOAN);
    }

    /// Gives each statement ten minutes, here and in the database. The connection is good for nothing else afterwards.
    pub(super) async fn lend_at_leisure(&mut self) -> Result<(), sqlx::Error> {
        self.until = None;
        self.state = State::Spent;
        timeout(STATEMENT, C::lift_limits(&mut self.connection)).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
    }

    /// The connection for a statement, between [`begin`](Self::begin) and [`end`](Self::end).
    pub(crate) fn connection(&mut self) -> &mut C {
        &mut self.connection
    }

    /// Notes that a statement begins. Tells when it must have ended.
    pub(crate) fn begin(&mut self) -> Deadline {
        let is_at_leisure = self.until.is_none();
        self.state = match self.state {
            State::Sound => State::Busy,
            // The one before was given up: whatever comes of this one, the connection isn't known.
            State::Busy => State::Spent,
            state => state,
        };
        let statement = Instant::now().checked_add(if is_at_leisure { AT_LEISURE } else { STATEMENT });
        Deadline(statement.min(self.until.or(statement)))
    }

    /// Notes how a statement has ended, and hands its outcome on.
    pub(crate) fn end<T>(&mut self, outcome: Result<T, sqlx::Error>) -> Result<T, sqlx::Error> {
        match outcome.as_ref().err().and_then(Failure::of) {
            None if self.state == State::Busy => self.state = State::Sound,
            None | Some(Failure::Late) => {}
            Some(_) => self.state = State::Broken,
        }
        outcome
    }

    pub(super) async fn begin_transaction(&mut self, begin: &'static str) -> Result<(), sqlx::Error> {
        self.in_transaction = true;
        self.run(begin).await
    }

    /// Commits, with the full time of a loan however late it is. Once the loan is over, nothing is sent: a commit that is given up at once would be written
    /// although its caller is told that it failed.
    pub(super) async fn commit(&mut self) -> Result<(), sqlx::Error> {
        if self.until.is_some_and(|until| until <= Instant::now()) {
            return Err(sqlx::Error::PoolTimedOut);
        }
        if self.until.is_some() {
            self.lend();
        }
        self.run("COMMIT").await?;
        self.in_transaction = false;
        Ok(())
    }

    pub(super) async fn roll_back(&mut self) -> Result<(), sqlx::Error> {
        self.run("ROLLBACK").await?;
        self.in_transaction = false;
        Ok(())
    }

    /// Runs a statement that needs no preparation and answers nothing.
    async fn run(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        let deadline = self.begin();
        let outcome = deadline.keep(C::run(&mut self.connection, statement)).await;
        self.end(outcome)
    }
}

/// When a statement must have ended.
#[derive(Clone, Copy)]
pub(crate) struct Deadline(Option<Instant>);

impl Deadline {
    /// Gives `statement` up when its time is over.
    pub(crate) async fn keep<T>(self, statement: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
        match self.0 {
            None => statement.await,
            Some(at) => timeout_at(at, statement).await.unwrap_or(Err(sqlx::Error::PoolTimedOut)),
        }
    }
}
