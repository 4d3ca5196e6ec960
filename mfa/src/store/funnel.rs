//! Flow events: each step that a session came to, and each that it got done, once. They show where people stop.

use crate::{
    Error, NextStep, Policy, Session, Timestamp,
    flow::{self, SessionFacts},
    storage::{Tx, execute},
};

/// Choosing a method. It is done as soon as one is begun.
const CHOOSE: &str = "choose_method";

/// Notes that the session came to a step; the names are those of [`NextStep::name`].
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

/// Notes that the session got a step done. False if it never came there, or was done with it before: whoever adds a second app, makes new codes
/// or proves a method once more does what the step asks for, and isn't on the way that the step belongs to.
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

/// Notes that the session begins to enroll a method, if its account has none that is accepted. What it began before and turns away from is
/// neither done nor forgotten: there it stopped.
pub(crate) async fn began(tx: &mut Tx, session: &Session, policy: &Policy, facts: &SessionFacts, step: &NextStep) -> Result<(), Error> {
    if !facts.accepted(policy).is_empty() {
        return Ok(());
    }
    // What the policy has come to demand since the sign-in brought the session there without a step of its own.
    if matches!(flow::next_step(policy, Some(facts)), NextStep::ChooseMethod { .. }) {
        reached(tx, session, facts.at, CHOOSE).await?;
    }
    left(tx, session, facts.at, CHOOSE).await?;
    reached(tx, session, facts.at, step.name()).await
}
