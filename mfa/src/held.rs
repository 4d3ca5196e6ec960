//! A form that waits for a step-up, so that what was being done goes on by itself after the proof.

use crate::{
    Error, Latchkey, Session,
    storage::{execute, optional},
    vault::Place,
};
use serde::{Deserialize, Serialize};

/// A form as it was sent. Whoever holds one leaves passwords out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Where it was sent to.
    pub path: String,
    /// Its fields.
    pub fields: Vec<(String, String)>,
}

fn place(session_id: &str) -> Place<'_> {
    Place { table: "session", row: session_id, column: "held" }
}

/// Seals every held form under the active key; tells how many were under another.
pub(crate) async fn reseal(latchkey: &Latchkey) -> Result<u64, Error> {
    crate::reseal::column(
        latchkey,
        "SELECT id, held FROM session WHERE held IS NOT NULL",
        "UPDATE session SET held = $2 WHERE id = $1 AND held = $3",
        place,
    )
    .await
}

impl Latchkey {
    /// Keeps a form for after the step-up; one at a time, the last one counts. A challenge begins with it.
    ///
    /// # Errors
    ///
    /// [`Error::RequiresAdditionalAuth`] for a half session.
    pub async fn hold(&self, session: &Session, held: &Held) -> Result<(), Error> {
        session.require_full()?;
        let plain = serde_json::to_vec(held).map_err(|_| Error::MalformedRequest)?;
        let mut tx = self.db.begin().await?;
        let sealed = self.vault.sealing_key(tx.conn()).await?.seal(&self.world, place(&session.id), &plain)?;
        execute!(tx.conn(), "UPDATE session SET held = $2, guesses = 0 WHERE id = $1", &session.id, sealed)?;
        tx.commit().await?;
        Ok(())
    }

    /// What is being held.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn held(&self, session: &Session) -> Result<Option<Held>, Error> {
        Ok(self.sealed_form(session).await?.map(|(_, held)| held))
    }

    /// What is being held, and no more: of two that take it at once, one gets it.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn take_held(&self, session: &Session) -> Result<Option<Held>, Error> {
        let Some((sealed, held)) = self.sealed_form(session).await? else { return Ok(None) };
        let mut tx = self.db.begin().await?;
        let taken = execute!(tx.conn(), "UPDATE session SET held = NULL WHERE id = $1 AND held = $2", &session.id, sealed)?;
        tx.commit().await?;
        Ok((taken == 1).then_some(held))
    }

    async fn sealed_form(&self, session: &Session) -> Result<Option<(Vec<u8>, Held)>, Error> {
        let row = optional!((Option<Vec<u8>>,), self.db.read().await?.conn(), "SELECT held FROM session WHERE id = $1", &session.id)?;
        let Some((Some(sealed),)) = row else { return Ok(None) };
        let plain = self.vault.open_sealed(place(&session.id), &sealed)?;
        let held = serde_json::from_slice(&plain).map_err(|_| Error::Unavailable)?;
        Ok(Some((sealed, held)))
    }
}
