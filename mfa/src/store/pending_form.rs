//! A form that waits for a proof, so that the act goes on by itself afterwards.
//!
//! ```text
//!  park ──► parked ── a proof given for this very form ──► proved ── take ──► acted on, once
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

/// How long a form waits.
const PATIENCE: Duration = Duration::from_secs(10 * 60);

/// A form as it was sent. Passwords are left out by the caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Where it was sent to.
    pub path: String,
    /// Its fields.
    pub fields: Vec<(String, String)>,
    /// The act that it asks for.
    pub act: Sensitive,
}

/// A form that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingForm {
    /// Opaque: the page that asks for the proof names it, and the proof counts for it alone.
    pub id: String,
    /// The form.
    pub form: Form,
}

fn place(session_id: &str) -> Place<'_> {
    Place { table: "session", row: session_id, column: "held" }
}

/// Seals every pending form under the active key. Returns how many were under another key.
pub(crate) async fn reseal(latchkey: &Latchkey) -> Result<u64, Error> {
    crate::reseal::column(
        latchkey,
        "SELECT id, held FROM session WHERE held IS NOT NULL",
        "UPDATE session SET held = $2 WHERE id = $1 AND held = $3",
        place,
    )
    .await
}

/// Notes, in the transaction that accepts a proof, that it was given for this form.
///
/// # Errors
///
/// [`Error::ConfirmationOver`] if the form doesn't wait any more.
pub(crate) async fn prove(conn: Conn<'_>, session: &Session, id: &str, now: Timestamp) -> Result<(), Error> {
    let proved = execute!(
        conn,
        "UPDATE session SET held_proved_at = $3 WHERE id = $1 AND held_id = $2 AND held_until > $3",
        &session.id,
        id,
        now.0
    )?;
    if proved == 1 { Ok(()) } else { Err(Error::ConfirmationOver) }
}

impl Forms<'_> {
    /// Keeps a form until it is proved; one at a time, the last one counts. A challenge begins with it.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn park(self, session: &Session, form: &Form) -> Result<PendingForm, Error> {
        session.require_full()?;
        let id = self.latchkey.env().id()?;
        let plain = serde_json::to_vec(form).map_err(|_| Error::MalformedRequest)?;
        let mut tx = self.latchkey.db().begin().await?;
        let sealed = self.latchkey.vault().sealing_key(tx.conn()).await?.seal(self.latchkey.env(), place(&session.id), &plain)?;
        execute!(
            tx.conn(),
            "UPDATE session SET held = $2, held_id = $3, held_until = $4, held_proved_at = NULL, guesses = 0 WHERE id = $1",
            &session.id,
            sealed,
            &id,
            (self.latchkey.now() + PATIENCE).0
        )?;
        tx.commit().await?;
        Ok(PendingForm { id, form: form.clone() })
    }

    /// The form that waits.
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

    /// Takes the form with this id, once it is proved, and gives the session as it may do that one act: of two simultaneous requests, one gets it.
    ///
    /// # Errors
    ///
    /// [`Error::ConfirmationOver`] if it doesn't wait any more, or no proof was given for it.
    pub async fn take(self, session: &Session, id: &str) -> Result<(Form, Session), Error> {
        let pending = self.pending(session).await?.filter(|pending| pending.id == id).ok_or(Error::ConfirmationOver)?;
        let now = self.latchkey.now();
        let mut tx = self.latchkey.db().begin().await?;
        let taken = execute!(
            tx.conn(),
            "UPDATE session SET held = NULL, held_id = NULL, held_until = NULL, held_proved_at = NULL
             WHERE id = $1 AND held_id = $2 AND held_until > $3 AND held_proved_at IS NOT NULL",
            &session.id,
            id,
            now.0
        )?;
        if taken == 0 {
            return Err(Error::ConfirmationOver);
        }
        if pending.form.act.takes_time() {
            grant::note(tx.conn(), session, pending.form.act, now).await?;
        }
        tx.commit().await?;
        let session = session.granting(pending.form.act);
        Ok((pending.form, session))
    }

    /// Forgets the form with this id, and what a proof was given for: the user has thought better of it.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn give_up(self, session: &Session, id: Option<&str>) -> Result<(), Error> {
        let mut tx = self.latchkey.db().begin().await?;
        execute!(
            tx.conn(),
            "UPDATE session SET held = NULL, held_id = NULL, held_until = NULL, held_proved_at = NULL WHERE id = $1 AND held_id = $2",
            &session.id,
            id
        )?;
        grant::forget(tx.conn(), session).await?;
        tx.commit().await?;
        Ok(())
    }
}
