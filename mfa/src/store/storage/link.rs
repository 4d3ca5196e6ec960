//! One connection, and whether it may be reused.
//!
//! A statement can be cut short in many ways: its request is abandoned, its time is over, the network goes silent, the disk is full. The state of the
//! connection is unknown then, so it is closed and never lent again.

use super::{
    backend::{Backend, Interrupt},
    failure::Failure,
};
use std::time::Duration;
use tokio::time::{Instant, timeout, timeout_at};

/// The time limit of an ordinary statement.
const STATEMENT: Duration = Duration::from_secs(5);
/// The time limit of a statement in long work, so that a silent network doesn't stop the timers.
const AT_LEISURE: Duration = Duration::from_mins(10);
/// How long a connection may be lent for ordinary work: a transaction or several statements.
const LOAN: Duration = Duration::from_secs(10);

/// The state of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Every statement on it has ended.
    Sound,
    /// A statement is running or was abandoned.
    Busy,
    /// Not to be lent again: it was set up for long work, or an earlier statement on it was abandoned.
    Spent,
    /// The database or the network failed, and so probably did the other connections.
    Broken,
}

/// A connection of a pool.
pub(crate) struct Link<C> {
    connection: C,
    interrupt: Interrupt,
    state: State,
    in_transaction: bool,
    /// The end of its loan; `None` for long work.
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

    /// Whether it can be lent again: it is sound, and has no open transaction.
    pub(super) fn is_reusable(&self) -> bool {
        self.is_sound() && !self.in_transaction
    }

    pub(super) fn is_broken(&self) -> bool {
        self.state == State::Broken
    }

    pub(super) fn is_sound(&self) -> bool {
        self.state == State::Sound
    }

    /// The parts, for closing the connection.
    pub(super) fn into_parts(self) -> (C, Interrupt) {
        (self.connection, self.interrupt)
    }

    /// Begins a loan for ordinary work.
    pub(super) fn lend(&mut self) {
        self.until = Instant::now().checked_add(LOAN);
    }

    /// Gives each statement ten minutes, here and in the database. The connection can't be used for ordinary work afterwards.
    pub(super) async fn lend_at_leisure(&mut self) -> Result<(), sqlx::Error> {
        self.until = None;
        self.state = State::Spent;
        timeout(STATEMENT, C::lift_limits(&mut self.connection)).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
    }

    /// The connection for a statement, between [`begin`](Self::begin) and [`end`](Self::end).
    pub(crate) fn connection(&mut self) -> &mut C {
        &mut self.connection
    }

    /// Notes that a statement begins. Returns its deadline.
    pub(crate) fn begin(&mut self) -> Deadline {
        let is_at_leisure = self.until.is_none();
        self.state = match self.state {
            State::Sound => State::Busy,
            // The previous statement was abandoned: however this one ends, the state of the connection is unknown.
            State::Busy => State::Spent,
            state => state,
        };
        let statement = Instant::now().checked_add(if is_at_leisure { AT_LEISURE } else { STATEMENT });
        Deadline(statement.min(self.until.or(statement)))
    }

    /// Notes how a statement has ended. Returns its outcome.
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

    /// Commits, with the full time of a loan even late in it. After the end of the loan, the commit isn't sent: one that is abandoned at once would
    /// be written although its caller is told that it failed.
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

    /// Runs a statement that needs no preparation and returns nothing.
    async fn run(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        let deadline = self.begin();
        let outcome = deadline.keep(C::run(&mut self.connection, statement)).await;
        self.end(outcome)
    }
}

/// The time at which a statement must have ended.
#[derive(Clone, Copy)]
pub(crate) struct Deadline(Option<Instant>);

impl Deadline {
    /// Runs `statement` and abandons it at the deadline.
    pub(crate) async fn keep<T>(self, statement: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
        match self.0 {
            None => statement.await,
            Some(at) => timeout_at(at, statement).await.unwrap_or(Err(sqlx::Error::PoolTimedOut)),
        }
    }
}
