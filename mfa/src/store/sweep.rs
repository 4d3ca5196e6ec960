//! A timer's work: ending everything begun or used while the clock was ahead, and deleting what is over.

use crate::{
    Error, Maintenance, PurgeRun, Timestamp, account, application_key, delivery, guess, mail_link, passkey, people, signing_key,
    storage::readiness, trust::end_trust_of_the_future,
};

impl Maintenance<'_> {
    /// Ends everything that was begun or used while the clock was ahead, and notes the origin that the database serves. Only for a timer of a server, which
    /// then [deletes](Self::purge) what is over.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn prepare_purge(self) -> Result<(), Error> {
        self.note_origin().await?;
        self.end_what_is_of_the_future().await?;
        let mut tx = self.latchkey.db().begin().await?;
        readiness::sweep(tx.conn(), self.latchkey.now()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Dates moments of the future back to now: the clock was ahead when they were noted. Account recoveries of the future are voided.
    ///
    /// To a clock that is behind, every moment is one of the future, and this can't be undone. So it is only for a server whose clock has run without
    /// a correction for an hour.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn correct_future_dates(self) -> Result<(), Error> {
        let mut tx = self.latchkey.db().begin().await?;
        let now = self.latchkey.now();
        account::notice_address::date_previous_back(tx.conn(), now).await?;
        application_key::date_back(tx.conn(), now).await?;
        signing_key::date_back(tx.conn(), now).await?;
        delivery::date_back(tx.conn(), now).await?;
        tx.commit().await?;
        account::row::date_confirmations_back(self.latchkey.db(), now).await?;
        self.correct_future_recoveries().await?;
        Ok(())
    }

    /// Runs [`prepare_purge`](Self::prepare_purge), [`correct_future_dates`](Self::correct_future_dates), and [`purge`](Self::purge) until nothing is
    /// left, without a pause in which others write.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn sweep(self) -> Result<(), Error> {
        self.prepare_purge().await?;
        self.correct_future_dates().await?;
        let mut run = PurgeRun::default();
        while self.purge(&mut run).await? {}
        Ok(())
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
        let browsers = end_trust_of_the_future(tx.conn(), now).await?;
        let links = mail_link::end_links_of_the_future(tx.conn(), now).await?;
        tx.commit().await?;
        if sessions + waits + approvals + ceremonies + browsers + links > 0 {
            tracing::warn!(
                sessions,
                waits,
                approvals,
                ceremonies,
                browsers,
                links,
                "ended sessions, waits, approvals, passkey ceremonies, trust in browsers and links of mails that date from the future: the clock was \
                 ahead"
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
