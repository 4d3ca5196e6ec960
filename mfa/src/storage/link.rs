//! One connection, and whether it may be used again.
//!
//! Between the beginning and the end of a statement anything can happen: its request is given up, its time is over, the network goes silent, the disk
//! is full. What state the connection is in then isn't known, so it is closed and never lent again.

use super::backend::Backend;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// How long a statement may take, of those that somebody waits for.
const STATEMENT: Duration = Duration::from_secs(5);
/// How long a connection may be lent to somebody who waits, for a transaction or for several statements.
pub(super) const LOAN: Duration = Duration::from_secs(10);

/// What has become of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
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
    state: State,
    /// When whatever it is lent for must be over; never for the operator's long work.
    until: Option<Instant>,
    /// Which of its pool's generations it belongs to.
    generation: u64,
}

impl<C: Backend> Link<C> {
    pub(super) fn new(connection: C, generation: u64) -> Self {
        Self { connection, state: State::Sound, until: None, generation }
    }

    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    pub(super) fn state(&self) -> State {
        self.state
    }

    /// Whether nothing is left on it that would have to be closed along with it.
    pub(super) fn is_sound(&self) -> bool {
        self.state == State::Sound
    }

    /// Has it closed instead of lent again.
    pub(super) fn give_up(&mut self) {
        self.state = State::Spent;
    }

    pub(super) fn into_connection(self) -> C {
        self.connection
    }

    /// Begins a loan to somebody who waits.
    pub(super) fn lend(&mut self) {
        self.until = Instant::now().checked_add(LOAN);
    }

    /// Has no statement end for its time, here or in the database. The connection is good for nothing else afterwards.
    pub(super) async fn lend_at_leisure(&mut self) -> Result<(), sqlx::Error> {
        self.until = None;
        let lifted = C::lift_limits(&mut self.connection).await;
        self.state = if lifted.is_ok() { State::Spent } else { State::Broken };
        lifted
    }

    /// The connection for a statement, between [`begin`](Self::begin) and [`end`](Self::end).
    pub(crate) fn connection(&mut self) -> &mut C {
        &mut self.connection
    }

    /// Notes that a statement begins. Tells when it must have ended.
    pub(crate) fn begin(&mut self) -> Deadline {
        let is_at_leisure = self.state == State::Spent;
        if self.state == State::Sound {
            self.state = State::Busy;
        }
        let statement = Instant::now().checked_add(STATEMENT);
        Deadline(if is_at_leisure { None } else { statement.min(self.until.or(statement)) })
    }

    /// Notes how a statement has ended, and hands its outcome on.
    pub(crate) fn end<T>(&mut self, outcome: Result<T, sqlx::Error>) -> Result<T, sqlx::Error> {
        match &outcome {
            Err(sqlx::Error::PoolTimedOut) => {}
            Err(error) if breaks::<C>(error) => self.state = State::Broken,
            _ if self.state == State::Busy => self.state = State::Sound,
            _ => {}
        }
        outcome
    }

    /// Runs a statement that needs no preparation and answers nothing, such as `COMMIT`. A connection on which that fails is closed: a transaction
    /// may be left on it.
    pub(super) async fn run(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        let deadline = self.begin();
        let outcome = deadline.keep(C::run(&mut self.connection, statement)).await;
        let outcome = self.end(outcome);
        if outcome.is_err() {
            self.state = State::Broken;
        }
        outcome
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

/// Whether an error says that the connection, or what it leads to, is no good any more.
fn breaks<C: Backend>(error: &sqlx::Error) -> bool {
    use sqlx::Error;
    match error {
        Error::Database(error) => error.code().is_some_and(|code| C::breaks(&code)),
        Error::RowNotFound
        | Error::TypeNotFound { .. }
        | Error::ColumnIndexOutOfBounds { .. }
        | Error::ColumnNotFound(_)
        | Error::ColumnDecode { .. }
        | Error::Encode(_)
        | Error::Decode(_)
        | Error::InvalidArgument(_) => false,
        _ => true,
    }
}
