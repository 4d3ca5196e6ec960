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

/// Notes that the session completed a step. Returns false if it never reached the step, or had completed it before: a user who adds a second app,
/// makes new codes or proves a method again does the work of the step, but isn't in the enrollment to which the step belongs.
pub(crate) async fn left(tx: &mut Tx, session: &Session, now: Timestamp, step: &str) -> Result<bool, Error> {
    let noted = execute!(
        tx.conn(),
        "INSERT INTO flow_event (session_id, step, direction, account_id, at)
         SELECT session_id, step, 'left', account_id, $3 FROM flow_event WHERE session_id = $1 AND step = $2 AND direction = 'reached'
         ON CONFLICT (session_id, step, direction) DO NOTHING",
        &session.id,
        step,
        now.0
    )?;
    Ok(noted > 0)
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
    left(tx, session, facts.at, CHOOSE).await?;
    reached(tx, session, facts.at, step.name()).await
}
