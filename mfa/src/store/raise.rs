//! Accepting a proof: the session is raised, and the form or the action that waits for the proof is proved, in one transaction.

use crate::{
    Caller, Error, Latchkey, Level, Method, Opened, Purpose, Session, Token, account, action, browser,
    flow::SessionFacts,
    guess, pending_form, session,
    storage::{Conn, Tx, optional},
};

/// A valid proof, and how far it counts.
struct Proof<'a> {
    /// The method, or the recovery code in its place.
    method: &'a str,
    /// Whether it counts for the session as a whole, whatever its purpose.
    general: bool,
    /// It counts only while the challenge has had fewer guesses than this.
    guesses_below: i64,
}

impl Latchkey {
    /// Applies a proof to its purpose and gives the session a new token. A half session becomes full, a full one is stepped up; a proof for a form
    /// or an action proves that and nothing else.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] for a token that is no longer valid; [`Error::ConfirmationOver`] if the form or action doesn't wait any more, or if
    /// the session is half: its proof can only be for the sign-in.
    pub(crate) async fn raise(&self, tx: &mut Tx, caller: &Caller, session: &Session, method: &str) -> Result<Opened, Error> {
        self.raise_within(tx, caller, session, method, i64::MAX).await
    }

    /// The same for a code that is checked under the account's lock and counted only if it is wrong.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] also if the challenge has no guesses left.
    pub(crate) async fn raise_by_guess(&self, tx: &mut Tx, caller: &Caller, session: &Session, method: &str) -> Result<Opened, Error> {
        self.raise_within(tx, caller, session, method, guess::PER_CHALLENGE).await
    }

    async fn raise_within(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        session: &Session,
        method: &str,
        guesses_below: i64,
    ) -> Result<Opened, Error> {
        let general = session.purpose == Purpose::Session;
        if !general && session.level == Level::Half {
            return Err(Error::ConfirmationOver);
        }
        self.apply(tx, caller, session, Proof { method, general, guesses_below }).await
    }

    async fn apply(&self, tx: &mut Tx, caller: &Caller, session: &Session, proof: Proof<'_>) -> Result<Opened, Error> {
        let (opened, others) = self.raise_token(tx, session, &proof).await?;
        self.fulfil(tx.conn(), session, proof.method).await?;
        if session.level == Level::Half {
            if others >= session::MOST {
                session::end_oldest(tx.conn(), &opened.session).await?;
            }
            browser::note(tx, self, caller, &opened.session).await?;
            // A session that was full before may have begun without the password.
            if session.password_by_mail && session.is_signing_in() {
                account::row::clear_password_set_by_mail(tx.conn(), &session.account_id).await?;
            }
        }
        Ok(opened)
    }

    /// Makes a session full under a new token. Returns it with the number of the account's other full sessions.
    ///
    /// Only a request with the valid token succeeds: of two that raise the session at once, one does.
    ///
    /// # Errors
    ///
    /// [`Error::NotSignedIn`] for a token that is no longer valid, and without guesses left.
    async fn raise_token(&self, tx: &mut Tx, session: &Session, proof: &Proof<'_>) -> Result<(Opened, i64), Error> {
        let now = self.now();
        let token = Token::generate(self.env())?;
        let absolute = now + self.settings().absolute;
        let proved = proof.general.then_some(proof.method);
        let raised = optional!(
            (i64,),
            tx.conn(),
            "UPDATE session SET token_hash = $3, level = 'full', last_seen_at = $4, guesses = 0, recovery_id = NULL,
                    proved_at = COALESCE($5, proved_at), proved_method = COALESCE($6, proved_method),
                    expires_at = CASE WHEN level = 'half' THEN $7 ELSE expires_at END
             WHERE id = $1 AND token_hash = $2 AND expires_at > $4 AND last_seen_at <= $8 AND guesses < $9
             RETURNING (SELECT COUNT(*) FROM session AS other
                        WHERE other.account_id = session.account_id AND other.level = 'full' AND other.id <> session.id)",
            &session.id,
            &session.token_hash,
            token.hash(),
            now.0,
            proved.map(|_| now.0),
            proved,
            absolute.0,
            now.latest_noted().0,
            proof.guesses_below
        )?;
        let (others,) = raised.ok_or(Error::NotSignedIn)?;
        let before = Session { level: Level::Full, demoted: false, purpose: Purpose::Session, token_hash: token.hash(), ..session.clone() };
        let session = match proved {
            Some(method) => Session { proved_at: Some(now), proved_method: Some(method.to_owned()), trusted: false, ..before },
            None => before,
        };
        Ok((Opened::new(token, session), others))
    }

    /// Gives a session that has enrolled a method a new token. The first method of an account counts as a proof; any other required one before.
    ///
    /// # Errors
    ///
    /// [`Error::ConfirmationOver`] if a form or an action waits for a proof and the account had a method: that method has to be proved.
    pub(crate) async fn enrolled(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        session: &Session,
        before: &SessionFacts,
        method: Method,
    ) -> Result<Opened, Error> {
        if before.enrolled.is_empty() {
            // Other half sessions, and a pending device, may have begun when there was more time.
            session::shorten_half(tx.conn(), session).await?;
            self.totp().shorten_pending(tx, &session.account_id).await?;
            return self.apply(tx, caller, session, Proof { method: method.as_str(), general: true, guesses_below: i64::MAX }).await;
        }
        match session.purpose {
            Purpose::Session => {
                let Opened { token, session, .. } = self.renew(tx, session).await?;
                // Without an accepted method, it had the permissions of a half session.
                Ok(Opened::new(token, Session { level: Level::Full, demoted: false, ..session }))
            }
            Purpose::Action(_) | Purpose::Form(_) => Err(Error::ConfirmationOver),
        }
    }

    /// Proves the form or the action that the proof is for, in the transaction that accepts the proof.
    ///
    /// # Errors
    ///
    /// [`Error::ConfirmationOver`] if it doesn't wait any more or belongs to another session. The proof then has no effect.
    async fn fulfil(&self, conn: Conn<'_>, session: &Session, method: &str) -> Result<(), Error> {
        let now = self.now();
        match &session.purpose {
            Purpose::Session => Ok(()),
            Purpose::Action(id) => action::prove(conn, session, id, method, now).await,
            Purpose::Form(id) => pending_form::prove(conn, session, id, method, now).await,
        }
    }
}
