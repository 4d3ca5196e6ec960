//! A form that waits for a proof, so that its action is performed right after the proof.
//!
//! ```text
//!  park ──► parked ── a proof given for this form only ──► proved ── take ──► performed, once
//!              │                                             │
//!              └──── ten minutes, another form, cancelled ───┴──► gone
//! ```

use crate::{
    Error, Forms, Latchkey, Sensitive, Session, Timestamp, grant,
    storage::{Conn, execute, optional},
    vault::Place,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long a form waits for its proof.
const FORM_WAITS: Duration = Duration::from_mins(10);

/// A submitted form. The caller leaves out passwords.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The path to which it was sent.
    pub path: String,
    /// Its fields: names and values.
    pub fields: Vec<(String, String)>,
    /// The sensitive action that it requests.
    pub act: Sensitive,
}

/// A form that waits for its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingForm {
    /// Opaque. The page that asks for the proof sends it along, and the proof counts for this form only.
    pub id: String,
    /// The form.
    pub form: Form,
}

fn place(session_id: &str) -> Place<'_> {
    Place { table: "session", row: session_id, column: "held" }
}

/// Seals every pending form under the active key. Returns the number of forms that were under another key.
pub(crate) async fn reseal(latchkey: &Latchkey) -> Result<u64, Error> {
    crate::reseal::column(
        latchkey,
        "SELECT id, held FROM session WHERE held IS NOT NULL",
        "UPDATE session SET held = $2 WHERE id = $1 AND held = $3",
        place,
    )
    .await
}

/// Notes that a proof was given for this form, in the transaction that accepts the proof.
///
/// # Errors
///
/// [`Error::ConfirmationOver`] if the form doesn't wait any more.
pub(crate) async fn prove(conn: Conn<'_>, session: &Session, id: &str, method: &str, now: Timestamp) -> Result<(), Error> {
    let proved = execute!(
        conn,
        "UPDATE session SET held_proved_at = $3, held_proved_method = $4 WHERE id = $1 AND held_id = $2 AND held_until > $3",
        &session.id,
        id,
        now.0,
        method
    )?;
    if proved == 1 { Ok(()) } else { Err(Error::ConfirmationOver) }
}

impl Forms<'_> {
    /// Keeps a form until a proof is given for it, and begins a challenge. A session has one pending form: a new one replaces it.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn park(self, session: &Session, form: &Form) -> Result<PendingForm, Error> {
        let id = self.latchkey.env().id()?;
        self.keep(session, form, id, self.latchkey.now() + FORM_WAITS, true).await
    }

    /// Keeps a form under the id of the action that it confirms, until the end of that, for a page that asks for its proof by itself. Begins no challenge:
    /// opening a page gives nobody more guesses.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn park_as(self, session: &Session, form: &Form, id: String, until: Timestamp) -> Result<PendingForm, Error> {
        self.keep(session, form, id, until, false).await
    }

    async fn keep(
        self,
        session: &Session,
        form: &Form,
        id: String,
        until: Timestamp,
        begins_challenge: bool,
    ) -> Result<PendingForm, Error> {
        session.require_full()?;
        let plain = serde_json::to_vec(form).map_err(|_| Error::MalformedRequest)?;
        let mut tx = self.latchkey.db().begin().await?;
        let sealed = self.latchkey.vault().sealing_key(tx.conn()).await?.seal(self.latchkey.env(), place(&session.id), &plain)?;
        execute!(
            tx.conn(),
            "UPDATE session SET held = $2, held_id = $3, held_until = $4, held_proved_at = NULL, held_proved_method = NULL,
                    guesses = CASE WHEN $5 THEN 0 ELSE guesses END
             WHERE id = $1",
            &session.id,
            sealed,
            &id,
            until.0,
            begins_challenge
        )?;
        tx.commit().await?;
        Ok(PendingForm { id, form: form.clone() })
    }

    /// The session's pending form. `None` if there is none or it has expired.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn pending(self, session: &Session) -> Result<Option<PendingForm>, Error> {
        let row = optional!(
            (Vec<u8>, String),
            self.latchkey.db().read().await?.conn(),
            "SELECT held, held_id FROM session WHERE id = $1 AND held IS NOT NULL AND held_id IS NOT NULL AND held_until > $2",
            &session.id,
            self.latchkey.now().0
        )?;
        let Some((sealed, id)) = row else { return Ok(None) };
        let plain = self.latchkey.vault().open_sealed(place(&session.id), &sealed)?;
        let form = serde_json::from_slice(&plain).map_err(|_| Error::Unavailable)?;
        Ok(Some(PendingForm { id, form }))
    }

    /// Takes the form with this id, if a proof was given for it, and returns it with the session, which may perform the form's action. Of two
    /// simultaneous requests, one gets the form; one that began before the proof, with the token that the session had then, gets none.
    ///
    /// # Errors
    ///
    /// [`Error::ConfirmationOver`] if the form doesn't wait any more, or no proof was given for it.
    pub async fn take(self, session: &Session, id: &str) -> Result<(Form, Session), Error> {
        let pending = self.pending(session).await?.filter(|pending| pending.id == id).ok_or(Error::ConfirmationOver)?;
        let now = self.latchkey.now();
        let mut tx = self.latchkey.db().begin().await?;
        let method = optional!(
            (Option<String>,),
            tx.conn(),
            "SELECT held_proved_method FROM session WHERE id = $1 AND held_id = $2",
            &session.id,
            id
        )?;
        let taken = execute!(
            tx.conn(),
            "UPDATE session SET held = NULL, held_id = NULL, held_until = NULL, held_proved_at = NULL, held_proved_method = NULL
             WHERE id = $1 AND held_id = $2 AND held_until > $3 AND held_proved_at IS NOT NULL AND token_hash = $4",
            &session.id,
            id,
            now.0,
            &session.token_hash
        )?;
        if taken == 0 {
            return Err(Error::ConfirmationOver);
        }
        let method = method.and_then(|(method,)| method).ok_or(Error::ConfirmationOver)?;
        if pending.form.act.takes_time() {
            grant::note(tx.conn(), session, pending.form.act, &method, now).await?;
        }
        tx.commit().await?;
        let session = session.granting(pending.form.act, method);
        Ok((pending.form, session))
    }

    /// Cancels the form with this id, and withdraws the sensitive action that a proof allowed the session.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn give_up(self, session: &Session, id: Option<&str>) -> Result<(), Error> {
        let mut tx = self.latchkey.db().begin().await?;
        let is_stale = drop_form(tx.conn(), session, id).await? == 0 && id.is_some();
        // A page that was left in another tab withdraws nothing.
        if !is_stale {
            grant::forget(tx.conn(), session).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Drops the form with this id, which confirms an action of an application. That is none of the sensitive actions that a session may be performing.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn decline(self, session: &Session, id: &str) -> Result<(), Error> {
        let mut tx = self.latchkey.db().begin().await?;
        drop_form(tx.conn(), session, Some(id)).await?;
        tx.commit().await?;
        Ok(())
    }
}

async fn drop_form(conn: Conn<'_>, session: &Session, id: Option<&str>) -> Result<u64, Error> {
    Ok(execute!(
        conn,
        "UPDATE session SET held = NULL, held_id = NULL, held_until = NULL, held_proved_at = NULL, held_proved_method = NULL
         WHERE id = $1 AND held_id = $2",
        &session.id,
        id
    )?)
}
