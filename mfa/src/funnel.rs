//! Flow events: each step that a session leaves or reaches, once. They show where people stop.

use crate::{
    Error, Session, Timestamp,
    storage::{Tx, execute},
};

/// Notes that the session went from one step to another; the names are those of [`crate::NextStep::name`]. Whoever begins a step again has
/// not left it.
pub(crate) async fn moved(tx: &mut Tx, session: &Session, now: Timestamp, from: Option<&str>, to: &str) -> Result<(), Error> {
    for (step, direction) in from.filter(|from| *from != to).map(|step| (step, "left")).into_iter().chain([(to, "reached")]) {
        execute!(
            tx.conn(),
            "INSERT INTO flow_event (session_id, step, direction, account_id, at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (session_id, step, direction) DO NOTHING",
            &session.id,
            step,
            direction,
            &session.account_id,
            now.0
        )?;
    }
    Ok(())
}
