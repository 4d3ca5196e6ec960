//! Flow events: each step that a session reached and each that it completed, once. They show where people stop.

use crate::{
    Error, NextStep, Policy, Session, Timestamp,
    flow::{self, SessionFacts},
    storage::{Tx, execute},
};

/// Choosing a method. The step is complete as soon as a method is begun.
const CHOOSE: &str = "choose_method";

/// Notes that the session reached a step; the names are those of [`NextStep::name`].
pub(crate) async fn reached(tx: &mut Tx, session: &Session, now: Timestamp, step: &str) -> Result<(), Error> {
    execute!(
        tx.conn(),
        "INSERT INTO flow_event (session_id, step, direction, account_id, at) VALUES ($1, $2, 'reached', $3, $4)
         ON CONFLICT (session_id, step, direction) DO NOTHING",
        &session.id,
        step,
        &session.account_id,
        now.0
    )?;
    Ok(())
}

/// Notes that the session completed the step `done` and reached `next`, unless the session never reached `done`, or had completed it before: a user who
/// adds a second app, makes new codes or proves a method again does the work of the step, but isn't in the enrollment to which the step belongs.
pub(crate) async fn advanced(tx: &mut Tx, session: &Session, now: Timestamp, done: &str, next: &NextStep) -> Result<(), Error> {
    execute!(
        tx.conn(),
        "INSERT INTO flow_event (session_id, step, direction, account_id, at)
         SELECT $1, noted.step, noted.direction, $2, $3 FROM (SELECT $4 AS step, 'left' AS direction UNION ALL SELECT $5, 'reached') AS noted
         WHERE EXISTS (SELECT 1 FROM flow_event WHERE session_id = $1 AND step = $4 AND direction = 'reached')
         AND NOT EXISTS (SELECT 1 FROM flow_event WHERE session_id = $1 AND step = $4 AND direction = 'left')
         ON CONFLICT (session_id, step, direction) DO NOTHING",
        &session.id,
        &session.account_id,
        now.0,
        done,
        next.name()
    )?;
    Ok(())
}

/// Notes that the session begins to enroll a method, if its account has no accepted one. A method that it began before and abandoned is neither
/// completed nor deleted: the figures show that it stopped there.
pub(crate) async fn began(tx: &mut Tx, session: &Session, policy: &Policy, facts: &SessionFacts, step: &NextStep) -> Result<(), Error> {
    if !facts.accepted(policy).is_empty() {
        return Ok(());
    }
    // A policy changed since the sign-in brought the session to this step, without an event of its own.
    if matches!(flow::next_step(policy, Some(facts)), NextStep::ChooseMethod { .. }) {
        reached(tx, session, facts.at, CHOOSE).await?;
    }
    advanced(tx, session, facts.at, CHOOSE, step).await?;
    // In case the session has completed the choice before, with another method.
    reached(tx, session, facts.at, step.name()).await
}
