//! A timer's work: deleting expired rows, and ending everything begun or used while the clock was ahead.

use crate::{
    Error, Maintenance, Timestamp, account_recovery, action, guess, passkey, password::throttle, people, storage::readiness, totp,
};

impl Maintenance<'_> {
    /// Deletes expired sessions, pending devices, ceremonies, tokens, answers to forms and password counts, and the steps of ended sessions once they
    /// are counted; notes the origin that the database serves. Only for a timer of a server.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn sweep(self) -> Result<(), Error> {
        self.note_origin().await?;
        self.sweep_answers().await?;
        self.end_what_is_of_the_future().await?;
        self.sweep_sessions().await?;
        // At leisure, so that it ends however much has accumulated: given up half-way, there would only be more the next time.
        let mut tx = self.latchkey.db().begin_at_leisure().await?;
        let now = self.latchkey.now();
        totp::sweep(tx.conn(), now).await?;
        passkey::sweep(tx.conn(), now).await?;
        action::sweep(tx.conn(), now).await?;
        throttle::sweep(tx.conn(), now).await?;
        tx.commit().await?;
        let mut tx = self.latchkey.db().begin().await?;
        readiness::sweep(tx.conn(), self.latchkey.now()).await?;
        account_recovery::sweep(tx.conn(), self.latchkey.now()).await?;
        tx.commit().await?;
        self.sweep_deliveries().await?;
        self.sweep_browsers().await?;
        self.latchkey.deliveries().sweep_links().await?;
        self.forget_steps().await
    }

    /// Ends everything that was begun or used while the clock was ahead. It isn't valid now, and must not become valid once its time has come, since
    /// its true age is unknown.
    async fn end_what_is_of_the_future(self) -> Result<(), Error> {
        let sessions = self.end_sessions_of_the_future().await?;
        let waits = guess::end_impossible_waits(self.latchkey.db(), self.latchkey.now()).await?;
        let mut tx = self.latchkey.db().begin().await?;
        let now = self.latchkey.now();
        let approvals = people::end_approvals_of_the_future(tx.conn(), now).await?;
        let ceremonies = passkey::end_ceremonies_of_the_future(tx.conn(), now).await?;
        tx.commit().await?;
        if sessions + waits + approvals + ceremonies > 0 {
            tracing::warn!(
                sessions,
                waits,
                approvals,
                ceremonies,
                "ended sessions, waits, approvals and passkey ceremonies that date from the future: the clock was ahead"
            );
        }
        Ok(())
    }

    /// The time of a PostgreSQL server, with which several Latchkey servers can find out whose clock is wrong. `None` for SQLite, which has no clock
    /// of its own.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn database_time(self) -> Result<Option<Timestamp>, Error> {
        Ok(self.latchkey.db().time().await?)
    }
}
