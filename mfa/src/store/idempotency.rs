//! The same answer for a form that is sent twice: by a double click, or a second press on a slow network.
//!
//! A browser gives up the first request when the button is pressed again, and shows only the answer to the second. By then the first may have used up
//! the code, or replaced the session. So the answer to the first is kept for some seconds, and answers the second as well.
//!
//! ```text
//!  claim ──► acted on, renewed ──► keep ── 10 s ──► gone
//!    └── a failure: release; a process that died: 10 s ──► may be claimed again
//! ```
//!
//! An answer may hold a session's token or a secret that is shown once. It is sealed with a key that is derived from the request itself, so that the
//! database alone, even with the key file, doesn't open it.

use crate::{
    Error, Forms, Maintenance, Timestamp,
    env::Env,
    storage::{Conn, execute, optional},
};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use sha2::{Digest, Sha256};
use std::time::Duration;
use zeroize::Zeroizing;

/// How long an answer is kept. A person who presses again later does so because nothing happened.
const KEPT: Duration = Duration::from_secs(10);

/// How long a claim holds unless it is renewed: after that, its process is assumed dead.
const LEASE: Duration = Duration::from_secs(10);

const NONCE: usize = 24;

/// Identifies one request: two keys are equal only if the requests are equal in every part.
#[derive(Clone)]
pub struct IdempotencyKey {
    id: Vec<u8>,
    secret: Zeroizing<[u8; 32]>,
}

impl IdempotencyKey {
    /// The key of a request with these parts. One of them holds an unguessable mark that was made for one page only.
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

    fn seal(&self, env: &Env, answer: &[u8]) -> Result<Vec<u8>, Error> {
        let nonce = env.random::<NONCE>()?;
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

/// The right of one request to act. A later request can neither keep the answer nor give the claim up in its place.
#[derive(Debug)]
pub struct Claim {
    key: IdempotencyKey,
    number: i64,
}

/// The state of an earlier, equal request.
#[derive(Debug)]
pub enum Earlier {
    /// There was none recently.
    None,
    /// The request is in progress.
    UnderWay,
    /// The request got this answer.
    Answered(Zeroizing<Vec<u8>>),
}

impl Forms<'_> {
    /// The state of an equal request that came shortly before.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn earlier(self, key: &IdempotencyKey) -> Result<Earlier, Error> {
        let now = self.latchkey.now();
        let row = optional!(
            (Option<Vec<u8>>,),
            self.latchkey.db().read().await?.conn(),
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

    /// A claim to act on this request, still to be [made](Self::make_claim).
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] without randomness.
    pub fn claim(self, key: IdempotencyKey) -> Result<Claim, Error> {
        Ok(Claim { key, number: i64::from_be_bytes(self.latchkey.env().random()?) })
    }

    /// Makes the claim. Only one of several equal, simultaneous requests gets it.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`], after which the claim may or may not have been made.
    pub async fn make_claim(self, Claim { key, number }: &Claim) -> Result<bool, Error> {
        let now = self.latchkey.now();
        let claimed = execute!(
            self.latchkey.db().write().await?.conn(),
            "INSERT INTO form_answer (id, claim, answer, expires_at) VALUES ($1, $2, NULL, $3)
             ON CONFLICT (id) DO UPDATE SET claim = excluded.claim, answer = NULL, expires_at = excluded.expires_at
             WHERE form_answer.expires_at <= $4 OR form_answer.expires_at > $5",
            &key.id,
            number,
            (now + LEASE).0,
            now.0,
            now.latest_end(LEASE).0
        )?;
        Ok(claimed == 1)
    }

    /// Extends the claim by another ten seconds while the request is in progress.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn renew_claim(self, Claim { key, number }: &Claim) -> Result<(), Error> {
        let end = self.latchkey.now() + LEASE;
        execute!(
            self.latchkey.db().write().await?.conn(),
            "UPDATE form_answer SET expires_at = $3 WHERE id = $1 AND claim = $2 AND answer IS NULL",
            &key.id,
            number,
            end.0
        )?;
        Ok(())
    }

    /// Keeps the answer for the claimed request, unless another request has taken the claim over; and in any case for requests with the key `also`: the
    /// key that the same form has with the cookies of the answer.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn keep_answer(self, Claim { key, number }: &Claim, also: &IdempotencyKey, answer: &[u8]) -> Result<(), Error> {
        let env = self.latchkey.env();
        let end = self.latchkey.now() + KEPT;
        let sealed = key.seal(env, answer)?;
        if also.id == key.id {
            execute!(
                self.latchkey.db().write().await?.conn(),
                "UPDATE form_answer SET answer = $3, expires_at = $4 WHERE id = $1 AND claim = $2",
                &key.id,
                number,
                sealed,
                end.0
            )?;
            return Ok(());
        }
        // One statement, and so one transaction. It doesn't read the table: SQLite would copy the answers to a temporary file.
        execute!(
            self.latchkey.db().write().await?.conn(),
            "INSERT INTO form_answer (id, claim, answer, expires_at) VALUES ($1, $2, $3, $6), ($4, $2, $5, $6)
             ON CONFLICT (id) DO UPDATE SET claim = excluded.claim, answer = excluded.answer, expires_at = excluded.expires_at
             WHERE form_answer.id <> $1 OR form_answer.claim = $2",
            &key.id,
            number,
            sealed,
            &also.id,
            also.seal(env, answer)?,
            end.0
        )?;
        Ok(())
    }

    /// Gives up the claim: the request failed, and an equal one may act again.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn release_claim(self, Claim { key, number }: &Claim) -> Result<(), Error> {
        let mut write = self.latchkey.db().write().await?;
        execute!(write.conn(), "DELETE FROM form_answer WHERE id = $1 AND claim = $2 AND answer IS NULL", &key.id, number)?;
        Ok(())
    }
}

/// Deletes at most this many expired answers, and those with a time in the future, from a clock that was ahead. Returns their number.
pub(crate) async fn sweep(conn: Conn<'_>, now: Timestamp, most: i64) -> Result<u64, Error> {
    // The condition is repeated: an expired claim may have been taken over since it was selected.
    Ok(execute!(
        conn,
        "DELETE FROM form_answer WHERE id IN
             (SELECT id FROM form_answer WHERE expires_at <= $1 OR expires_at > $2 ORDER BY id LIMIT $3)
         AND (expires_at <= $1 OR expires_at > $2)",
        now.0,
        now.latest_end(LEASE).0,
        most
    )?)
}

impl Maintenance<'_> {
    /// Deletes expired answers in batches, without waiting for the timer that deletes everything else: an answer may be large.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`].
    pub async fn sweep_answers(self) -> Result<(), Error> {
        loop {
            let mut tx = self.latchkey.db().begin_planned().await?;
            let most = tx.conn().batch();
            let deleted = sweep(tx.conn(), self.latchkey.now(), most).await?;
            tx.commit().await?;
            if i64::try_from(deleted).is_ok_and(|deleted| deleted < most) {
                return Ok(());
            }
        }
    }
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
