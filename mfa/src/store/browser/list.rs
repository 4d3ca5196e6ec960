//! The trusted browsers of an account, as its owner sees and ends them.

use crate::{
    Caller, Error, Policy, Session, Sessions,
    audit::{Entry, Event},
    session,
    storage::{all, execute},
    trust::{TrustColumns, end_trust, untrusted},
    view::TrustedBrowser,
};

#[derive(sqlx_macros::FromRow)]
struct Row {
    name: String,
    place: String,
    first_seen_at: i64,
    last_seen_at: i64,
    current: bool,
    #[sqlx(flatten)]
    trust: TrustColumns,
}

impl Row {
    fn shown(self, policy: &Policy) -> Option<TrustedBrowser> {
        let trust = self.trust.trust()?;
        Some(TrustedBrowser {
            name: self.name,
            address: self.place,
            first_seen_at: self.first_seen_at,
            last_seen_at: self.last_seen_at,
            trusted_at: trust.since.0,
            trusted_until: trust.ends(policy).0,
            current: self.current,
            id: trust.id,
        })
    }
}

impl Sessions<'_> {
    /// The trusted browsers of the account under this policy, the one in force: the caller's own first, then by last use.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn trusted_browsers(self, caller: &Caller, session: &Session, policy: &Policy) -> Result<Vec<TrustedBrowser>, Error> {
        session.require_full()?;
        let rows = all!(
            Row,
            self.latchkey.db().read().await?.conn(),
            "SELECT name, place, first_seen_at, last_seen_at, token_hash = $2 AS current,
                    trust_id, trusted_at, trusted_until, trusted_method
             FROM browser WHERE account_id = $1 AND trust_id IS NOT NULL
             ORDER BY CASE WHEN token_hash = $2 THEN 0 ELSE 1 END, last_seen_at DESC, trust_id",
            &session.account_id,
            caller.browser().unwrap_or_default()
        )?;
        let now = self.latchkey.now();
        let counts = |row: &Row| row.trust.clone().trust().is_some_and(|trust| trust.counts(policy, now));
        Ok(rows.into_iter().filter(counts).filter_map(|row| row.shown(policy)).collect())
    }

    /// Ends the trust in one browser of the account. `id` is of the trust, not of the browser: a page that shows an earlier one ends nothing else.
    ///
    /// Like the end of a session, it needs no fresh proof.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] for a trust that isn't there any more or is another account's; [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn end_trust(self, caller: &Caller, session: &Session, id: &str) -> Result<(), Error> {
        session.require_full()?;
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        let ended = execute!(
            tx.conn(),
            concat!("UPDATE browser SET ", untrusted!(), " WHERE account_id = $1 AND trust_id = $2"),
            &session.account_id,
            id
        )?;
        if ended == 0 {
            return Err(Error::NotFound);
        }
        Entry::new(&session.account_id, caller, Event::BrowserTrustEnded).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Ends the trust in all browsers of the account. Returns their number.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn end_all_trust(self, caller: &Caller, session: &Session) -> Result<u64, Error> {
        session.require_full()?;
        let mut tx = self.latchkey.db().begin().await?;
        session::lock(self.latchkey, tx.conn(), session).await?;
        let ended = end_trust(tx.conn(), &session.account_id).await?;
        Entry::new(&session.account_id, caller, Event::AllBrowserTrustEnded).record(tx.conn(), self.latchkey.env()).await?;
        tx.commit().await?;
        Ok(ended)
    }
}
