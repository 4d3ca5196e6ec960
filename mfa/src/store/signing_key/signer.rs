//! The key that signs now.

use super::row;
use crate::{
    Caller, Error, Latchkey,
    audit::{Entry, Event},
    signer::Signer,
};
use p256::ecdsa::SigningKey;
use std::{sync::Arc, time::Duration};

/// How long a process signs without asking the database whose turn it is. A retired key is published for far longer.
const KEPT: Duration = Duration::from_secs(10);

impl Latchkey {
    /// The key that signs now. Creates the first one.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub(crate) async fn signer(&self) -> Result<Arc<Signer>, Error> {
        let (now, cached) = (self.now(), self.signers().get());
        if let Some((at, signer)) = &cached
            && at.is_within(KEPT, now)
        {
            return Ok(Arc::clone(signer));
        }
        let (kid, sealed) = self.active_signing_key().await?;
        let signer = match cached {
            Some((_, signer)) if signer.kid == kid => signer,
            _ => {
                let private = self.vault().open_sealed(row::place(&kid), &sealed)?;
                let key = SigningKey::from_slice(&private).map_err(|_| {
                    tracing::error!(key = kid, "a private key in the database is damaged");
                    Error::Unavailable
                })?;
                Arc::new(Signer { kid, key })
            }
        };
        self.signers().set(now, &signer);
        Ok(signer)
    }

    async fn active_signing_key(&self) -> Result<(String, Vec<u8>), Error> {
        let active = row::active(self.db().read().await?.conn()).await?;
        if let Some(active) = active {
            return Ok(active);
        }
        self.first_signing_key(&Caller::server()).await?;
        row::active(self.db().read().await?.conn()).await?.ok_or(Error::Unavailable)
    }

    /// Creates the first key. There is no other that clients could know, so it signs at once.
    pub(super) async fn first_signing_key(&self, caller: &Caller) -> Result<(), Error> {
        let mut tx = self.db().begin().await?;
        if let Some(kid) = row::insert(tx.conn(), self, "active").await? {
            Entry::of_installation(caller, Event::SigningKeyActivated).detail(&kid).record(tx.conn(), self.env()).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}
