//! One answer for a form that is sent twice: a double click, a second press on a slow network.
//!
//! A browser gives up the first request when the button is pressed again, and shows only the answer to the second. By then the first may have
//! used up the code, or replaced the session. So the answer to the first is kept for some seconds, and is the answer to the second as well.
//!
//! ```text
//!  claim ──► acted on ──► keep ── 10 s ──► gone
//!    └── a failure: release; a process that died: 30 s ──► may be claimed again
//! ```
//!
//! An answer may hold a session's token or a secret that is shown once. It is sealed with a key that is derived from the request itself, so that the
//! database alone, even with the key file, doesn't open it.

use crate::{
    Error, Latchkey, Timestamp,
    storage::{Conn, execute, optional},
    world::World,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use sha2::{Digest, Sha256};
use std::time::Duration;
use zeroize::Zeroizing;

/// How long an answer is kept. A person who presses again later has seen that nothing came.
const KEPT: Duration = Duration::from_secs(10);

/// How long a request may take before its form may be acted on again: as long as the server gives it.
const LEASE: Duration = Duration::from_secs(30);

const NONCE: usize = 24;

/// Random bytes in the mark of a form.
const MARK: usize = 16;

/// Identifies one request among all that are sent: equal only for requests that are equal in every part.
#[derive(Clone)]
pub struct IdempotencyKey {
    id: Vec<u8>,
    secret: Zeroizing<[u8; 32]>,
}

impl IdempotencyKey {
    /// The key of a request with these parts. One of them holds a mark that was made for the form alone.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        let digest = |label: &[u8]| {
            let mut digest = Sha256::new();
            for part in [label].iter().chain(parts) {
                digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
                digest.update(part);
            }
            digest.finalize()
        };
        Self { id: digest(b"latchkey form id").to_vec(), secret: Zeroizing::new(digest(b"latchkey form secret").into()) }
    }

    fn seal(&self, world: &World, answer: &[u8]) -> Result<Vec<u8>, Error> {
        let nonce = world.random::<NONCE>()?;
        let sealed = XChaCha20Poly1305::new((&*self.secret).into())
            .encrypt(&XNonce::from(nonce), Payload { msg: answer, aad: &self.id })
            .map_err(|_| Error::Unavailable)?;
        Ok([&nonce[..], &sealed].concat())
    }

    fn open(&self, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, ciphertext) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: ciphertext, aad: &self.id };
        XChaCha20Poly1305::new((&*self.secret).into()).decrypt(&XNonce::from(*nonce), payload).ok().map(Zeroizing::new)
    }
}

impl std::fmt::Debug for IdempotencyKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdempotencyKey")
    }
}

/// What is known of an equal request.
#[derive(Debug)]
pub enum Earlier {
    /// There was none of late.
    None,
    /// It is being acted on.
    UnderWay,
    /// It was answered like this.
    Answered(Zeroizing<Vec<u8>>),
}

impl Latchkey {
    /// A mark for one form: 22 characters of base64url, never the same twice.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] without randomness.
    pub fn form_mark(&self) -> Result<String, Error> {
        Ok(URL_SAFE_NO_PAD.encode(self.world.random::<MARK>()?))
    }

    /// Whether an equal request came just before.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn earlier(&self, key: &IdempotencyKey) -> Result<Earlier, Error> {
        let now = self.now();
        let row = optional!(
            (Option<Vec<u8>>,),
            self.db.read().await?.conn(),
            "SELECT answer FROM form_answer WHERE id = $1 AND expires_at > $2 AND expires_at <= $3",
            &key.id,
            now.0,
            now.latest_end(LEASE).0
        )?;
        Ok(match row {
            None => Earlier::None,
            Some((None,)) => Earlier::UnderWay,
            Some((Some(sealed),)) => key.open(&sealed).map_or(Earlier::None, Earlier::Answered),
        })
    }

    /// Claims the right to act on this request. Of equal requests at once, one gets it.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn claim(&self, key: &IdempotencyKey) -> Result<bool, Error> {
        let mut tx = self.db.begin().await?;
        let now = self.now();
        let claimed = execute!(
            tx.conn(),
            "INSERT INTO form_answer (id, answer, expires_at) VALUES ($1, NULL, $2)
             ON CONFLICT (id) DO UPDATE SET answer = NULL, expires_at = excluded.expires_at
             WHERE form_answer.expires_at <= $3 OR form_answer.expires_at > $4",
            &key.id,
            (now + LEASE).0,
            now.0,
            now.latest_end(LEASE).0
        )?;
        tx.commit().await?;
        Ok(claimed == 1)
    }

    /// Keeps the answer for requests with any of these keys: the one that was claimed, and the one that the same form has with the cookies of the answer.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn keep_answer(&self, keys: &[IdempotencyKey], answer: &[u8]) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        let end = self.now() + KEPT;
        for key in keys {
            execute!(
                tx.conn(),
                "INSERT INTO form_answer (id, answer, expires_at) VALUES ($1, $2, $3)
                 ON CONFLICT (id) DO UPDATE SET answer = excluded.answer, expires_at = excluded.expires_at",
                &key.id,
                key.seal(&self.world, answer)?,
                end.0
            )?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Gives up the claim: the request failed, and an equal one is to be acted on anew.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn release(&self, key: &IdempotencyKey) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        execute!(tx.conn(), "DELETE FROM form_answer WHERE id = $1 AND answer IS NULL", &key.id)?;
        tx.commit().await?;
        Ok(())
    }
}

/// Forgets the answers whose time is over, and those of a clock that was ahead.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp) -> Result<(), Error> {
    let latest = now.latest_end(LEASE);
    execute!(conn, "DELETE FROM form_answer WHERE expires_at <= $1 OR expires_at > $2", now.0, latest.0)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::IdempotencyKey;

    #[test]
    fn every_part_counts_by_itself() {
        let key = |parts: &[&[u8]]| IdempotencyKey::of(parts);
        let one = key(&[b"ab", b"c"]);
        assert_eq!(one.id, key(&[b"ab", b"c"]).id);
        for other in [key(&[b"a", b"bc"]), key(&[b"ab", b"c", b""]), key(&[b"abc"]), key(&[])] {
            assert_ne!(one.id, other.id);
            assert_ne!(*one.secret, *other.secret);
        }
        assert_ne!(one.id, one.secret.to_vec());
    }
}
