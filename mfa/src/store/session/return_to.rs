//! The path that the visitor wanted to reach before a step became pending.

use crate::{Error, Session, Sessions, storage::execute};

impl Sessions<'_> {
    /// Remembers the path of this site that the visitor wants to reach once no step is pending.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn set_return_to(self, session: &Session, return_to: &str) -> Result<(), Error> {
        if session.return_to.as_deref() == Some(return_to) {
            return Ok(());
        }
        execute!(
            self.latchkey.db().write().await?.conn(),
            "UPDATE session SET return_to = $3 WHERE id = $1 AND token_hash = $2",
            &session.id,
            &session.token_hash,
            return_to
        )?;
        Ok(())
    }
}
