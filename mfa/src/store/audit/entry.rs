//! Writes lines.

use super::{Event, repeat};
use crate::{
    Caller, Error, Latchkey, Session,
    env::Env,
    storage::{Conn, execute},
    trust::end_trust,
};

/// A line to be written.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) account: Option<&'a str>,
    pub(crate) caller: &'a Caller,
    pub(crate) event: Event,
    pub(crate) method: Option<&'static str>,
    pub(crate) detail: Option<&'a str>,
    /// The administrator who acts on another account, or on the installation.
    pub(crate) by: Option<&'a Session>,
}

impl<'a> Entry<'a> {
    pub(crate) fn new(account: &'a str, caller: &'a Caller, event: Event) -> Self {
        Self { account: Some(account), caller, event, method: None, detail: None, by: None }
    }

    /// An entry that concerns no account.
    pub(crate) fn of_installation(caller: &'a Caller, event: Event) -> Self {
        Self { account: None, caller, event, method: None, detail: None, by: None }
    }

    pub(crate) fn method(self, method: &'static str) -> Self {
        Self { method: Some(method), ..self }
    }

    pub(crate) fn by(self, administrator: &'a Session) -> Self {
        Self { by: Some(administrator), ..self }
    }

    pub(crate) fn detail(self, detail: &'a str) -> Self {
        Self { detail: Some(detail), ..self }
    }

    /// Writes the line. An event that [ends trust](Event::ends_trust) does so here.
    pub(crate) async fn record(self, mut conn: Conn<'_>, env: &Env) -> Result<(), Error> {
        if let Some(account) = self.account.filter(|_| self.event.ends_trust()) {
            end_trust(conn.reborrow(), account).await?;
        }
        let actor = if self.by.is_some() { "administrator" } else { self.caller.actor() };
        let result = self.event.result();
        tracing::info!(event = self.event.as_str(), account = self.account, method = self.method, result, "audit");
        if repeat::count(conn.reborrow(), env, &self, actor).await? {
            return Ok(());
        }
        execute!(
            conn,
            "INSERT INTO audit_event (id, at, account_id, actor, event, method, result, address, agent, detail, actor_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            env.id()?,
            env.now().0,
            self.account,
            actor,
            self.event.as_str(),
            self.method,
            result,
            &self.caller.address,
            &self.caller.agent,
            self.detail,
            self.by.map(|administrator| &administrator.account_id)
        )?;
        Ok(())
    }
}

impl Latchkey {
    /// Writes one line in a transaction of its own, for an event that changes nothing.
    pub(crate) async fn report(&self, entry: Entry<'_>) -> Result<(), Error> {
        let mut tx = self.db().begin().await?;
        entry.record(tx.conn(), self.env()).await?;
        tx.commit().await?;
        Ok(())
    }
}
