//! Where the visitor wanted to go before something was owed.

use crate::{Error, Session, Sessions, storage::execute};

impl Sessions<'_> {
    /// Remembers where the visitor wants to go once nothing is owed any more: a path of the site.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn set_return_to(self, session: &Session, return_to: &str) -> Result<(), Error> {
        if session.return_to.as_deref() == Some(return_to) {
            return Ok(());
        }
        let mut tx = self.latchkey.db().begin().await?;
        execute!(
            tx.conn(),
            "UPDATE session SET return_to = $3 WHERE id = $1 AND token_hash = $2",
            &session.id,
            &session.token_hash,
            return_to
        )?;
        tx.commit().await?;
        Ok(())
    }
}
