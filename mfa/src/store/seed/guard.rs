//! Keeps made-up people out of a database of real ones.

use crate::{
    Error, Latchkey, Maintenance, Operator,
    storage::{execute, one, optional},
};

/// The accounts that made-up people may be added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeedBeside {
    /// Only other made-up ones.
    MadeUp,
    /// Any accounts: the operator confirms that the database is one for trials.
    Anybody,
}

/// Why no people were made up.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// There are accounts that weren't made up.
    #[error("there are accounts of real people in this database: {0}")]
    RealPeople(i64),
    /// The database serves another site.
    #[error("this database belongs to {0}")]
    OtherOrigin(String),
    /// The storage failed.
    #[error("the storage failed: {0}; see the log")]
    Storage(#[from] Error),
}

impl Maintenance<'_> {
    /// Notes the installation's origin, so that a command with the settings of another installation can be refused. Called by servers.
    pub(crate) async fn note_origin(self) -> Result<(), Error> {
        if self.latchkey.noted_origin().await?.as_deref() == Some(self.latchkey.passkeys().origin()) {
            return Ok(());
        }
        let mut tx = self.latchkey.db().begin().await?;
        execute!(
            tx.conn(),
            "INSERT INTO installation (id, origin) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET origin = excluded.origin",
            self.latchkey.passkeys().origin()
        )?;
        tx.commit().await?;
        Ok(())
    }
}

impl Latchkey {
    async fn noted_origin(&self) -> Result<Option<String>, Error> {
        let row = optional!((String,), self.db().read().await?.conn(), "SELECT origin FROM installation WHERE id = 1")?;
        Ok(row.map(|(origin,)| origin))
    }
}

impl Operator<'_> {
    pub(super) async fn check_seed(self, beside: SeedBeside) -> Result<(), SeedError> {
        if let Some(origin) = self.latchkey.noted_origin().await?.filter(|origin| origin != self.latchkey.passkeys().origin()) {
            return Err(SeedError::OtherOrigin(origin));
        }
        let statement = "SELECT COUNT(*) FROM account WHERE email NOT LIKE '%@made-up.example'";
        let (people,) =
            one!((i64,), self.latchkey.db().read_at_leisure().await.map_err(Error::from)?.conn(), statement).map_err(Error::from)?;
        if people > 0 && beside == SeedBeside::MadeUp {
            return Err(SeedError::RealPeople(people));
        }
        Ok(())
    }
}
